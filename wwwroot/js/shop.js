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

const restoreFocus = (root) => {
  const wrong = root.querySelector("[aria-invalid='true'], .error-summary a");
  if (!wrong && document.activeElement !== document.body) return;
  const place = wrong || (focused.id && document.getElementById(focused.id)) || root;
  if (place === root && !root.hasAttribute("tabindex")) root.tabIndex = -1;
  place.focus({ preventScroll: !wrong && root.localName !== "main" });
};

document.addEventListener("htmx:before:request", ({ detail: { ctx } }) => {
  trouble.hidden = true;
  ctx.target?.setAttribute?.("aria-busy", "true");
});

document.addEventListener("htmx:finally:request", ({ detail: { ctx } }) => ctx.target?.removeAttribute?.("aria-busy"));

// A whole page where a piece was asked for: the log-in page after a redirect, or an error page.
document.addEventListener("htmx:before:swap", (event) => {
  const { ctx } = event.detail;
  const active = document.activeElement;
  focused = ctx.target?.contains?.(active) ? active : null;
  if (ctx.request?.headers?.["HX-Request-Type"] !== "partial" || !/^\s*<!doctype/i.test(ctx.text)) return;
  event.preventDefault();
  if (ctx.response.raw.redirected) location.assign(ctx.response.raw.url);
  else showTrouble();
});

document.addEventListener("htmx:after:swap", ({ detail: { ctx } }) => {
  revealSteppers();
  const root = ctx.target && successor(ctx.target);
  if (!root) return;
  const news = root.querySelector(".notice, .field__error, [data-announce]") ?? (root.localName === "main" && root.querySelector("h1"));
  if (news) say(news.textContent);
  if (focused) restoreFocus(root);
  focused = null;
});

document.addEventListener("htmx:error", showTrouble);
document.addEventListener("htmx:response:error", ({ detail: { ctx } }) => {
  if (ctx.response.raw.status >= 500) showTrouble();
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
