// Focus, words and busy marks around htmx; the shop works without this file.

const announcer = document.getElementById("announcer");
const trouble = document.getElementById("trouble");
let focused = null;

const say = (text) => {
  announcer.textContent = "";
  requestAnimationFrame(() => { announcer.textContent = text.trim(); });
};

const showTrouble = () => { trouble.hidden = false; };

const revealSteppers = () => {
  for (const button of document.querySelectorAll(".stepper [data-step][hidden]")) button.hidden = false;
};

// A swap replaces the target; its successor carries the same id (main is the only one of its kind).
const successor = (target) =>
  target.isConnected ? target : target.id ? document.getElementById(target.id) : document.querySelector(target.localName);

const equal = (control, root) => [...root.querySelectorAll(control.localName)].find((other) => other.isEqualNode(control));

const restoreFocus = (root) => {
  const wrong = root.querySelector("[aria-invalid='true'], .error-summary a");
  if (!wrong && document.activeElement !== document.body) return;
  const place = wrong || (focused.id && document.getElementById(focused.id)) || equal(focused, root) || root;
  if (place === root && !root.hasAttribute("tabindex")) root.tabIndex = -1;
  place.focus({ preventScroll: !wrong && root.localName !== "main" });
};

const isDirty = (control) => control.localName === "select"
  ? control.selectedIndex !== Math.max(0, [...control.options].findIndex((option) => option.defaultSelected))
  : control.type !== "hidden" && control.value !== control.defaultValue;

// Nobody's field, button or unread message is taken away by news that comes by itself.
const isInUse = (piece) =>
  (piece !== document.activeElement && piece.contains(document.activeElement))
  || piece.querySelector("[role='alert']")
  || [...piece.querySelectorAll("input, select, textarea")].some(isDirty);

const held = new Map();

const isHeldBack = ({ sourceEvent, sourceElement, target }) => {
  if (sourceEvent?.target?.id !== "live" || target === sourceEvent.target || !isInUse(target)) return false;
  held.set(sourceElement, sourceEvent.type);
  return true;
};

document.addEventListener("htmx:before:request", (event) => {
  const { ctx } = event.detail;
  if (isHeldBack(ctx)) {
    event.preventDefault();
    return;
  }
  trouble.hidden = true;
  ctx.target?.setAttribute?.("aria-busy", "true");
});

document.addEventListener("htmx:finally:request", ({ detail: { ctx } }) => ctx.target?.removeAttribute?.("aria-busy"));

// A whole page where a piece was asked for: the log-in page after a redirect, or an error page.
document.addEventListener("htmx:before:swap", (event) => {
  const { ctx } = event.detail;
  if (isHeldBack(ctx)) { // Entered while the answer was on its way.
    event.preventDefault();
    return;
  }
  const active = document.activeElement;
  focused = ctx.target?.contains?.(active) ? active : null;
  if (ctx.request?.headers?.["HX-Request-Type"] !== "partial" || !/^\s*<!doctype/i.test(ctx.text)) return;
  event.preventDefault();
  if (ctx.response.raw.redirected) location.assign(ctx.response.raw.url);
  else showTrouble();
});

document.addEventListener("htmx:after:swap", ({ detail: { ctx } }) => {
  if (ctx.response?.raw.status === 204) return; // Nothing is new.
  revealSteppers();
  const root = ctx.target && successor(ctx.target);
  if (!root) return;
  const news = root.querySelector(".notice, .field__error, [data-announce]") ?? (root.localName === "main" && root.querySelector("h1"));
  if (news) say(news.textContent);
  if (focused) restoreFocus(root);
  focused = null;
});

// What was held back comes when the piece is left, if nothing is left in it.
document.addEventListener("focusout", () => setTimeout(() => {
  const now = new Set();
  for (const [piece, type] of held) {
    if (piece.isConnected && isInUse(piece)) continue;
    held.delete(piece);
    if (piece.isConnected) now.add(type);
  }
  for (const type of now) document.getElementById("live")?.dispatchEvent(new CustomEvent(type));
}));

const isLive = (ctx) => ctx?.sourceElement?.id === "live"; // It is tried again by itself.

document.addEventListener("htmx:error", ({ detail: { ctx } }) => { if (!isLive(ctx)) showTrouble(); });
document.addEventListener("htmx:response:error", ({ detail: { ctx } }) => {
  if (ctx.response.raw.status >= 500 && !isLive(ctx)) showTrouble();
});

document.addEventListener("click", (event) => {
  const button = event.target.closest?.("[data-step]");
  if (!button) return;
  const input = button.parentElement.querySelector("input");
  const before = input.value;
  if (button.dataset.step > 0) input.stepUp(); else input.stepDown();
  if (input.value !== before) input.dispatchEvent(new Event("change", { bubbles: true }));
});

revealSteppers();
