// Lets this browser be told by push: asks the person, then its push service, and posts the answer.
(() => {
  "use strict";

  const card = document.querySelector("[data-push-key]");
  if (!card) return;
  const form = card.querySelector("form[data-push-add]");
  const silent = card.querySelector("[data-push-silent]");
  const scope = card.dataset.pushScope;
  const can = "serviceWorker" in navigator && "PushManager" in window && "Notification" in window;
  const say = (text) => {
    silent.textContent = text;
    silent.hidden = false;
  };

  const bytes = (text) => {
    const plain = atob(text.replace(/-/g, "+").replace(/_/g, "/"));
    return Uint8Array.from(plain, (sign) => sign.charCodeAt(0));
  };

  const fingerprint = async (text) => {
    const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
    return [...new Uint8Array(digest)].map((part) => part.toString(16).padStart(2, "0")).join("");
  };

  // The worker is fetched anew each time, so that it speaks the language of today.
  const worker = () => navigator.serviceWorker.register(card.dataset.pushWorker, { scope });

  const known = async () => {
    const found = await navigator.serviceWorker.getRegistration(scope);
    const asked = await found?.pushManager.getSubscription();
    if (!asked) return;
    await worker();
    const own = card.querySelector(`[data-device="${await fingerprint(asked.endpoint)}"]`);
    if (!own) return;
    own.querySelector("[data-this]").hidden = false;
    form.hidden = true;
  };

  const ask = async () => {
    if ((await Notification.requestPermission()) !== "granted") return say(card.dataset.pushDenied);
    await worker();
    const ready = await navigator.serviceWorker.getRegistration(scope);
    const before = await ready.pushManager.getSubscription();
    if (before) await before.unsubscribe(); // it may have been asked for with an older key
    const asked = await ready.pushManager.subscribe({
      userVisibleOnly: true,
      applicationServerKey: bytes(card.dataset.pushKey),
    });
    form.elements.endpoint.value = asked.endpoint;
    form.submit();
  };

  if (!can) return say(card.dataset.pushCannot);
  form.hidden = false;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    ask().catch(() => say(card.dataset.pushFailed));
  });
  known().catch(() => {});
})();
