// The card form: asks the shop for a payment, shows Stripe's element in its frame, and confirms. The server decides what is paid.
const form = document.getElementById("pay");
const button = document.getElementById("pay-button");
const problem = document.getElementById("pay-problem");
const progress = document.getElementById("pay-progress");
const other = document.getElementById("pay-page");
const holder = document.getElementById("card-form");
const darkScheme = matchMedia("(prefers-color-scheme: dark)");

let stripe, elements;
let busy = true;

function setBusy(value, words = "") {
  busy = value;
  button.setAttribute("aria-disabled", String(value));
  progress.textContent = words;
}

function show(message) {
  problem.textContent = message;
  problem.hidden = !message;
  if (message) problem.focus();
}

// The form in Stripe's frame wears the colours that this page has now.
function appearance() {
  const card = getComputedStyle(document.querySelector(".summary"));
  const main = getComputedStyle(button);
  return {
    theme: darkScheme.matches ? "night" : "stripe",
    variables: {
      colorPrimary: main.backgroundColor,
      colorBackground: card.backgroundColor,
      colorText: card.color,
      borderRadius: "8px",
      fontFamily: card.fontFamily,
    },
  };
}

// Until they have ended, the page still tells its former colours.
function transitions() {
  return document.getAnimations().filter((animation) => animation instanceof CSSTransition).map(({ finished }) => finished);
}

async function askForPayment() {
  const answer = await fetch(form.action, { method: "POST", body: new FormData(form) });
  if (answer.status === 422) return failed(form.dataset.tooSmall);
  if (answer.status === 429) return failed(await answer.text());
  if (answer.status === 409) return location.replace(form.dataset.order);
  if (!answer.ok) throw new Error(`The shop answered ${answer.status}.`);
  return answer.json();
}

async function start() {
  try {
    const payment = await askForPayment();
    if (!payment) return;
    stripe = Stripe(payment.publishableKey, { locale: document.documentElement.lang });
    elements = stripe.elements({ clientSecret: payment.clientSecret, appearance: appearance() });
    const element = elements.create("payment", { layout: "tabs" });
    element.on("ready", () => { holder.removeAttribute("aria-busy"); setBusy(false); });
    element.on("loaderror", () => failed());
    holder.replaceChildren();
    element.mount(holder);
    darkScheme.addEventListener("change", () => requestAnimationFrame(async () => {
      await Promise.allSettled(transitions());
      elements.update({ appearance: appearance() });
    }));
  } catch {
    failed();
  }
}

function failed(words = "The card form could not be loaded. Your order is kept: please try again in a moment.") {
  holder.removeAttribute("aria-busy");
  setBusy(false);
  elements = undefined;
  show(words);
}

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  if (busy) return;
  show("");
  if (!elements) {
    setBusy(true, "Loading the card form…");
    return start();
  }
  setBusy(true, "Paying… please do not close this page.");
  const { error } = await stripe.confirmPayment({
    elements,
    confirmParams: { return_url: form.dataset.return },
    redirect: "if_required",
  }).catch(() => ({ error: { type: "api_error" } }));
  if (!error) return location.assign(form.dataset.return);
  setBusy(false);
  if (error.code === "payment_intent_unexpected_state") return location.assign(form.dataset.return);
  const told = error.type === "card_error" || error.type === "validation_error";
  show(told ? error.message : "We could not tell whether the payment went through. You are not charged twice: please try again.");
});

// Without this script Stripe's own page is the way; with it, the other one.
form.hidden = false;
other.classList.replace("btn--primary", "btn--quiet");
other.textContent = other.dataset.instead;
start();
