'use strict';
// The card fields. They talk to the shop's page only through the port that its Stripe.js hands over, and never send it card data.
const form = document.getElementById('card');
const { number, expiry, cvc, country, postcode } = form.elements;
const countries = ('AE AR AT AU BE BF BG BJ BR CA CH CI CL CM CO CY CZ DE DK EE EG ES ET FI FR GB GH GM GR HK HR HU IE IL IN IS IT JM JP KE KR '
  + 'LR LT LU LV MA ML MT MX MY NE NG NL NO NZ PH PL PT RO RW SE SG SI SK SL SN TG TH TN TT TZ UG US ZA ZM ZW').split(' ');
let port, publishableKey, complete = false;

// ---- what a card looks like

const digits = text => text.replace(/\D/g, '');
const brandOf = card => /^4/.test(card) ? 'visa' : /^(5[1-5]|2[2-7])/.test(card) ? 'mastercard' : /^3[47]/.test(card) ? 'amex' : '';
const lengthOf = card => brandOf(card) === 'amex' ? 15 : 16;

function luhn(card) {
  return [...card].reverse().reduce((sum, c, i) => {
    const doubled = Number(c) * (1 + i % 2);
    return sum + (doubled > 9 ? doubled - 9 : doubled);
  }, 0) % 10 === 0;
}

function spaced(card) {
  return brandOf(card) === 'amex'
    ? card.replace(/^(\d{4})(\d{0,6})(\d{0,5}).*/, (_, a, b, c) => [a, b, c].filter(Boolean).join(' '))
    : card.replace(/(\d{4})(?=\d)/g, '$1 ');
}

function expiryParts() {
  const typed = digits(expiry.value);
  const year = typed.slice(2);
  return { month: Number(typed.slice(0, 2)), year: year.length === 4 ? Number(year) : 2000 + Number(year), whole: [4, 6].includes(typed.length) };
}

// ---- what is wrong with a field, in words; null where nothing is

const checks = {
  number() {
    const card = digits(number.value);
    if (card.length < lengthOf(card)) return ['incomplete_number', 'Your card number is incomplete.'];
    return luhn(card) ? null : ['invalid_number', 'Your card number is invalid.'];
  },
  expiry() {
    const { month, year, whole } = expiryParts();
    if (!whole) return ['incomplete_expiry', "Your card's expiration date is incomplete."];
    if (month < 1 || month > 12) return ['invalid_expiry_month', "Your card's expiration date is invalid."];
    const now = new Date();
    if (year < now.getFullYear()) return ['invalid_expiry_year_past', "Your card's expiration year is in the past."];
    return year === now.getFullYear() && month <= now.getMonth()
      ? ['invalid_expiry_month_past', "Your card's expiration date is in the past."] : null;
  },
  cvc() {
    const wanted = brandOf(digits(number.value)) === 'amex' ? 4 : 3;
    return digits(cvc.value).length >= wanted ? null : ['incomplete_cvc', "Your card's security code is incomplete."];
  },
};

function say(field, message) {
  const place = document.getElementById(`${field.name}-error`);
  if (place.textContent !== message) place.textContent = message;
  if (message) field.setAttribute('aria-invalid', 'true');
  else field.removeAttribute('aria-invalid');
}

/** Shows every fault, goes to the first and returns it as Stripe.js would. */
function validate() {
  let first = null;
  for (const [name, check] of Object.entries(checks)) {
    const fault = check();
    say(form.elements[name], fault ? fault[1] : '');
    if (fault && !first) {
      first = { type: 'validation_error', code: fault[0], message: fault[1] };
      form.elements[name].focus();
    }
  }
  return first;
}

// ---- typing

function reformat(field, format) {
  const before = digits(field.value.slice(0, field.selectionStart)).length;
  const atEnd = field.selectionStart === field.value.length;
  const next = format(digits(field.value));
  if (next === field.value) return;
  field.value = next;
  let caret = 0;
  for (let seen = 0; caret < next.length && seen < before; caret++) if (/\d/.test(next[caret])) seen++;
  if (atEnd) caret = next.length;
  field.setSelectionRange(caret, caret);
}

number.addEventListener('input', () => {
  reformat(number, card => spaced(card.slice(0, lengthOf(card))));
  const brand = document.getElementById('brand');
  brand.dataset.brand = brandOf(digits(number.value));
  brand.textContent = brand.dataset.brand.toUpperCase();
  cvc.maxLength = brand.dataset.brand === 'amex' ? 4 : 3;
});

expiry.addEventListener('input', event => {
  const deleting = event.inputType?.startsWith('delete');
  reformat(expiry, typed => {
    const padded = /^[2-9]/.test(typed) ? `0${typed}` : typed;
    const rest = padded.length > 4 ? padded.slice(2, 6) : padded.slice(2);
    if (padded.length < 2 || (deleting && padded.length === 2)) return padded;
    return `${padded.slice(0, 2)} / ${rest.length === 4 ? rest.slice(2) : rest}`;
  });
});

cvc.addEventListener('input', () => reformat(cvc, typed => typed.slice(0, cvc.maxLength)));

for (const field of [number, expiry, cvc]) {
  field.addEventListener('input', () => {
    if (field.hasAttribute('aria-invalid') && !checks[field.name]()) say(field, '');
    tellChange();
  });
  field.addEventListener('blur', () => {
    const fault = field.value && checks[field.name]();
    say(field, fault ? fault[1] : '');
  });
}

country.addEventListener('change', () => {
  document.getElementById('postcode-name').textContent = { US: 'ZIP code', GB: 'Postcode', IN: 'PIN code' }[country.value] ?? 'Postal code';
});

form.addEventListener('submit', event => event.preventDefault());
form.addEventListener('keydown', event => {
  if (event.key === 'Escape') port?.postMessage({ type: 'escape', detail: {} });
});
form.addEventListener('focusin', () => port?.postMessage({ type: 'focus', detail: { elementType: 'payment' } }));
form.addEventListener('focusout', () => port?.postMessage({ type: 'blur', detail: { elementType: 'payment' } }));

function tellChange() {
  complete = Object.values(checks).every(check => !check());
  const empty = !number.value && !expiry.value && !cvc.value;
  port?.postMessage({ type: 'change', detail: { elementType: 'payment', complete, empty, collapsed: false, value: { type: 'card' } } });
}

// ---- Stripe's API

async function call(method, path, fields) {
  const query = new URLSearchParams(fields).toString();
  try {
    const answer = await fetch(method === 'GET' ? `${path}?${query}` : path, {
      method,
      headers: { Authorization: `Bearer ${publishableKey}`, 'Content-Type': 'application/x-www-form-urlencoded' },
      body: method === 'GET' ? undefined : query,
    });
    const json = await answer.json();
    return answer.ok ? { ok: json } : { error: json.error };
  } catch {
    return { error: { type: 'api_connection_error', message: 'We could not reach the payment service. Please try again.' } };
  }
}

const pathOf = clientSecret => `/v1/payment_intents/${clientSecret.split('_secret_')[0]}`;

function cardFields({ payment_method_data: given = {} } = {}) {
  const { month, year } = expiryParts();
  const fields = {
    type: 'card',
    'card[number]': digits(number.value),
    'card[exp_month]': month,
    'card[exp_year]': year,
    'card[cvc]': digits(cvc.value),
    'billing_details[address][country]': country.value,
  };
  if (postcode.value.trim()) fields['billing_details[address][postal_code]'] = postcode.value.trim();
  for (const name of ['name', 'email', 'phone'])
    if (given.billing_details?.[name]) fields[`billing_details[${name}]`] = given.billing_details[name];
  return fields;
}

async function confirm({ clientSecret, confirmParams = {} }) {
  const made = await call('POST', '/v1/payment_methods', cardFields(confirmParams));
  if (made.error) return made;
  const fields = { client_secret: clientSecret, payment_method: made.ok.id, use_stripe_sdk: 'true' };
  if (confirmParams.return_url) fields.return_url = confirmParams.return_url;
  if (confirmParams.receipt_email) fields.receipt_email = confirmParams.receipt_email;
  const { ok, error } = await call('POST', `${pathOf(clientSecret)}/confirm`, fields);
  return error ? { error } : { paymentIntent: ok };
}

function showRefusal(error) {
  const field = { expired_card: expiry, incorrect_cvc: cvc }[error.code] ?? number;
  if (error.type === 'card_error') say(field, error.message);
}

function paint({ theme = 'stripe', variables = {} } = {}, backdrop = 'transparent') {
  const root = document.documentElement;
  root.dataset.theme = theme;
  root.removeAttribute('style');
  root.style.setProperty('--backdrop', backdrop);
  for (const [name, value] of Object.entries(variables))
    if (/^[A-Za-z]+$/.test(name)) root.style.setProperty(`--${name}`, String(value));
}

// ---- what the shop's page may ask

const acts = {
  async init({ publishableKey: key, clientSecret, appearance, backdrop, defaultValues = {} }) {
    publishableKey = key;
    paint(appearance, backdrop);
    const address = defaultValues.billingDetails?.address ?? {};
    country.value = countries.includes(address.country) ? address.country : 'US';
    country.dispatchEvent(new Event('change'));
    postcode.value = address.postal_code ?? '';
    new ResizeObserver(tellHeight).observe(form);
    tellHeight();
    return clientSecret ? acts.refresh({ clientSecret }) : {};
  },
  async refresh({ clientSecret }) {
    const { error } = await call('GET', pathOf(clientSecret), { client_secret: clientSecret });
    return error ? { error } : {};
  },
  appearance({ appearance, backdrop }) {
    paint(appearance, backdrop);
    return {};
  },
  submit() {
    const error = validate();
    return error ? { error } : { selectedPaymentMethod: 'card' };
  },
  async confirm(asked) {
    const fault = validate();
    if (fault) return { error: fault };
    form.setAttribute('aria-busy', 'true');
    const result = await confirm(asked);
    form.removeAttribute('aria-busy');
    if (result.error) showRefusal(result.error);
    return result;
  },
  focus() {
    number.focus();
    return {};
  },
  clear() {
    form.reset();
    tellChange();
    return {};
  },
};

function tellHeight() {
  port?.postMessage({ type: 'height', height: form.getBoundingClientRect().height });
}

const names = new Intl.DisplayNames(['en'], { type: 'region' });
country.append(...countries.map(code => [names.of(code), code]).sort().map(([name, code]) => new Option(name, code)));
country.value = 'US';

addEventListener('message', event => {
  if (event.source !== parent || event.data !== 'sandbox:connect' || !event.ports[0] || port) return;
  port = event.ports[0];
  port.onmessage = async ({ data }) => port.postMessage({ answers: data.id, result: await acts[data.type](data) });
});
