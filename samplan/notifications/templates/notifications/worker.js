// Shows that there is something new when the push service wakes this browser.
"use strict";
const words = JSON.parse("{{ words_json|escapejs }}");

self.addEventListener("push", (event) => {
  event.waitUntil(
    self.registration.showNotification(words.title, { body: words.body, tag: "new", renotify: true }),
  );
});

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(self.clients.openWindow(words.address));
});
