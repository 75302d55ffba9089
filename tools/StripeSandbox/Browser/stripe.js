// The sandbox's Stripe.js: the same names and answers for what a card checkout uses. Card data stays in the sandbox's own frame.
(() => {
  'use strict';
  const origin = new URL(document.currentScript.src).origin;
  const slowest = 10000;

  const idOf = clientSecret => String(clientSecret).split('_secret_')[0];
  const genericError = { type: 'api_connection_error', message: 'We could not reach the payment service. Please try again.' };

  function dress(node, styles) {
    // By script and not by an attribute, which the shop's Content-Security-Policy would refuse.
    for (const [name, value] of Object.entries(styles)) node.style.setProperty(name, value);
  }

  /** What shows through behind the frame; the frame paints the same, so that its contrast can be judged from within. */
  function backdropOf(node) {
    for (; node; node = node.parentElement) {
      const colour = getComputedStyle(node).backgroundColor;
      if (colour !== 'transparent' && !/, 0\)$|\/ 0\)$/.test(colour)) return colour;
    }
    return 'transparent';
  }

  function isDark(appearance) {
    return appearance?.theme === 'night';
  }

  /** The frame with the card fields, and questions to it that have an answer. */
  class CardFrame {
    #port;
    #asked = new Map();
    #next = 1;

    constructor(listen) {
      this.listen = listen;
      this.iframe = document.createElement('iframe');
      this.iframe.title = 'Secure payment input frame';
      this.iframe.src = `${origin}/element`;
      this.iframe.setAttribute('allow', 'payment *');
      dress(this.iframe, { border: '0', display: 'block', margin: '-4px', width: 'calc(100% + 8px)', height: '248px' });
      this.linked = new Promise(resolve => this.iframe.addEventListener('load', () => {
        const channel = new MessageChannel();
        this.#port = channel.port1;
        this.#port.onmessage = ({ data }) => this.#hear(data);
        this.iframe.contentWindow.postMessage('sandbox:connect', origin, [channel.port2]);
        resolve();
      }));
    }

    async ask(type, data = {}) {
      await this.linked;
      const id = this.#next++;
      const answer = new Promise(resolve => this.#asked.set(id, resolve));
      this.#port.postMessage({ id, type, ...data });
      return answer;
    }

    #hear(message) {
      if (message.answers) {
        this.#asked.get(message.answers)?.(message.result);
        this.#asked.delete(message.answers);
      } else if (message.type === 'height') {
        dress(this.iframe, { height: `${Math.ceil(message.height)}px` });
      } else {
        this.listen(message.type, message.detail);
      }
    }
  }

  class PaymentElement {
    #listeners = new Map();

    constructor(elements, publishableKey, options) {
      Object.assign(this, { elements, publishableKey, options });
      this.frame = new CardFrame((type, detail) => this.#emit(type, detail));
    }

    mount(place) {
      const parent = typeof place === 'string' ? document.querySelector(place) : place;
      if (!parent) throw new Error(`No element matches ${place}.`);
      parent.replaceChildren(this.frame.iframe);
      this.paint();
      const late = setTimeout(() => this.#emit('loaderror', { elementType: 'payment', error: genericError }), slowest);
      this.frame.ask('init', {
        publishableKey: this.publishableKey,
        clientSecret: this.elements.clientSecret,
        ...this.look(),
        defaultValues: this.options.defaultValues,
      }).then(({ error }) => {
        clearTimeout(late);
        this.#emit(error ? 'loaderror' : 'ready', { elementType: 'payment', ...(error && { error }) });
      });
    }

    look() {
      return { appearance: this.elements.appearance, backdrop: backdropOf(this.frame.iframe.parentElement) };
    }

    paint() {
      // A frame whose colour scheme differs from its element's would get an opaque background.
      dress(this.frame.iframe, { 'color-scheme': isDark(this.elements.appearance) ? 'dark' : 'light' });
    }

    on(type, handler) {
      this.#listeners.set(type, [...(this.#listeners.get(type) ?? []), handler]);
      return this;
    }

    off(type, handler) {
      this.#listeners.set(type, (this.#listeners.get(type) ?? []).filter(known => handler && known !== handler));
      return this;
    }

    once(type, handler) {
      const wrapped = detail => {
        this.off(type, wrapped);
        handler(detail);
      };
      return this.on(type, wrapped);
    }

    update(options) {
      Object.assign(this.options, options);
    }

    focus() {
      this.frame.ask('focus');
    }

    clear() {
      this.frame.ask('clear');
    }

    unmount() {
      this.frame.iframe.remove();
    }

    destroy() {
      this.unmount();
      this.elements.forget();
    }

    #emit(type, detail) {
      for (const handler of this.#listeners.get(type) ?? []) handler(detail);
    }
  }

  class Elements {
    #payment;

    constructor(publishableKey, options) {
      this.publishableKey = publishableKey;
      this.clientSecret = options.clientSecret;
      this.appearance = options.appearance ?? {};
    }

    create(type, options = {}) {
      if (type !== 'payment') throw new Error(`The sandbox has no element of type ${type}.`);
      if (this.#payment) throw new Error('Can only create one Element of type payment through the same instance of Elements.');
      return this.#payment = new PaymentElement(this, this.publishableKey, options);
    }

    getElement(type) {
      return type === 'payment' ? this.#payment ?? null : null;
    }

    forget() {
      this.#payment = undefined;
    }

    async submit() {
      return this.#mounted().frame.ask('submit');
    }

    async fetchUpdates() {
      return this.#mounted().frame.ask('refresh', { clientSecret: this.clientSecret });
    }

    update(options) {
      Object.assign(this, options.appearance && { appearance: options.appearance });
      this.#payment?.paint();
      this.#payment?.frame.ask('appearance', this.#payment.look());
    }

    confirm(clientSecret, confirmParams) {
      return this.#mounted().frame.ask('confirm', { clientSecret, confirmParams });
    }

    #mounted() {
      if (!this.#payment) throw new Error('elements should have a mounted Payment Element.');
      return this.#payment;
    }
  }

  /** Shows the challenge above the shop's page until the buyer has answered or closed it. */
  function challenge(clientSecret) {
    return new Promise(resolve => {
      const dialog = document.createElement('dialog');
      const frame = document.createElement('iframe');
      dialog.setAttribute('aria-label', 'Verify your payment');
      dress(dialog, {
        position: 'fixed', inset: '0', width: '100vw', height: '100dvh', 'max-width': 'none', 'max-height': 'none',
        margin: '0', padding: '0', border: '0', background: 'transparent', overflow: 'hidden',
      });
      frame.title = '3-D Secure verification';
      frame.src = `${origin}/challenge/${idOf(clientSecret)}?client_secret=${encodeURIComponent(clientSecret)}`;
      dress(frame, { border: '0', width: '100%', height: '100%', display: 'block', 'color-scheme': 'light' });
      const onMessage = event => {
        if (event.origin !== origin || event.source !== frame.contentWindow || event.data !== 'sandbox:challenge-done') return;
        removeEventListener('message', onMessage);
        dialog.close();
        dialog.remove();
        resolve();
      };
      addEventListener('message', onMessage);
      dialog.addEventListener('cancel', event => {
        event.preventDefault();
        frame.contentWindow.postMessage('sandbox:close', origin);
      });
      dialog.append(frame);
      document.body.append(dialog);
      dialog.showModal();
    });
  }

  async function retrieve(publishableKey, clientSecret) {
    try {
      const answer = await fetch(
        `${origin}/v1/payment_intents/${idOf(clientSecret)}?client_secret=${encodeURIComponent(clientSecret)}`,
        { headers: { Authorization: `Bearer ${publishableKey}` } });
      const json = await answer.json();
      return answer.ok ? { paymentIntent: json } : { error: json.error };
    } catch {
      return { error: genericError };
    }
  }

  function failureOf(paymentIntent) {
    const error = paymentIntent.last_payment_error ?? { type: 'api_error', message: 'The payment could not be completed.' };
    const message = error.code === 'payment_intent_authentication_failure'
      ? 'We are unable to authenticate your payment method. Please choose a different payment method and try again.'
      : error.message;
    return { error: { ...error, message, payment_intent: paymentIntent } };
  }

  function leave(returnUrl, paymentIntent) {
    const url = new URL(returnUrl, location.href);
    url.searchParams.set('payment_intent', paymentIntent.id);
    url.searchParams.set('payment_intent_client_secret', paymentIntent.client_secret);
    url.searchParams.set('redirect_status', paymentIntent.status === 'processing' ? 'pending' : 'succeeded');
    location.assign(url);
    return new Promise(() => {});
  }

  function Stripe(publishableKey) {
    if (!String(publishableKey).startsWith('pk_test_')) throw new Error('The sandbox takes only publishable test keys (pk_test_…).');

    async function handleNextAction({ clientSecret }) {
      await challenge(clientSecret);
      const after = await retrieve(publishableKey, clientSecret);
      return after.paymentIntent?.status === 'requires_payment_method' ? failureOf(after.paymentIntent) : after;
    }

    async function confirmPayment({ elements, clientSecret = elements?.clientSecret, confirmParams = {}, redirect = 'always' }) {
      let result = await elements.confirm(clientSecret, confirmParams);
      if (result.paymentIntent?.status === 'requires_action') result = await handleNextAction({ clientSecret });
      if (result.error || redirect === 'if_required') return result;
      return leave(confirmParams.return_url, result.paymentIntent);
    }

    return {
      elements: (options = {}) => new Elements(publishableKey, options),
      confirmPayment,
      handleNextAction,
      retrievePaymentIntent: clientSecret => retrieve(publishableKey, clientSecret),
      registerAppInfo() {},
    };
  }

  Stripe.version = 'dahlia';
  window.Stripe = Stripe;
})();
