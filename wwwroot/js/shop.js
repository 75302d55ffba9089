// Focus, words and busy marks around htmx; the shop works without this file.

const announcer = document.getElementById("announcer");
const trouble = document.getElementById("trouble");
let focusWasInside = false;

const say = (text) => {
  announcer.textContent = "";
  requestAnimationFrame(() => { announcer.textContent = text; });
};

const revealSteppers = () => {
  for (const button of document.querySelectorAll(".stepper [data-step][hidden]")) button.hidden = false;
};

// A swap replaces the target; its successor carries the same id (main is the only one of its kind).
const successor = (target) =>
  target.isConnected ? target : target.id ? document.getElementById(target.id) : document.querySelector(target.localName);

const moveFocus = (root) => {
  const wrong = root.querySelector("[aria-invalid='true'], .error-summary a");
  if (!wrong && document.activeElement !== document.body) return;
  const next = wrong ?? root;
  if (!wrong && !next.hasAttribute("tabindex")) next.tabIndex = -1;
  next.focus({ preventScroll: !wrong && next.localName !== "main" });
};

document.addEventListener("htmx:before:request", ({ detail: { ctx } }) => {
  trouble.hidden = true;
  ctx.target?.setAttribute?.("aria-busy", "true");
});

document.addEventListener("htmx:finally:request", ({ detail: { ctx } }) => ctx.target?.removeAttribute?.("aria-busy"));

document.addEventListener("htmx:before:swap", ({ detail: { ctx } }) => {
  focusWasInside = ctx.target?.contains?.(document.activeElement) ?? false;
});

document.addEventListener("htmx:after:swap", ({ detail: { ctx } }) => {
  revealSteppers();
  const root = ctx.target && successor(ctx.target);
  if (!root) return;
  const message = root.querySelector(".notice, .field__error, [data-announce]");
  if (message) say(message.textContent.trim());
  else if (root.localName === "main") say(document.title);
  if (focusWasInside) moveFocus(root);
  focusWasInside = false;
});

const showTrouble = () => { trouble.hidden = false; };
document.addEventListener("htmx:error", showTrouble);
document.addEventListener("htmx:response:error", ({ detail: { ctx } }) => {
  if (ctx.response?.raw?.status >= 500) showTrouble();
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
