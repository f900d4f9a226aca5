"""The components as template tags. They take meaning, never classes; see the shelf page."""

from django import template

from samplan.ui.components import (
    cards,
    charts,
    fields,
    files,
    groups,
    page,
    press,
    reading,
    saving,
    steps,
    tables,
    words,
)
from samplan.ui.templatetags.quick import frame_tag

register = template.Library()

for part in (
    words.icon,
    words.pill,
    words.who_does,
    words.counter,
    words.date_tile,
    words.facts,
    words.progress,
    press.button,
    press.enter_sends,
    press.print_button,
    press.copy_button,
    reading.blocks,
    reading.listen_button,
    press.slot,
    page.page_head,
    page.empty_state,
    page.loading,
    page.help_line,
    page.phone_line,
    cards.activity_row,
    cards.tile,
    cards.waiting_line,
    steps.form_progress,
    steps.step_progress,
    steps.separator,
    fields.field,
    fields.error_summary,
    files.file_picker,
    saving.saving,
    saving.saved_word,
    tables.filter_bar,
    charts.line_chart,
):
    register.simple_tag(part)

for part_with_post in (
    press.form_guard,
    press.post_button,
    press.link_button,
    page.language_switch,
):
    register.simple_tag(part_with_post, takes_context=True)

for frame_around in (
    page.notice,
    cards.card,
    cards.next_step,
    cards.rows,
    cards.tiles,
    cards.person_card,
    cards.agreement,
    cards.does,
    steps.timeline,
    steps.timeline_entry,
    steps.thread,
    steps.message,
    tables.board,
    tables.board_row,
    tables.cell,
    groups.actions,
    groups.slots,
):
    register.tag(frame_around.__name__, frame_tag(frame_around.__name__, frame_around))

register.filter(page.notice_tone)
register.simple_block_tag(page.confirm, takes_context=True)
