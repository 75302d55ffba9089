'use strict';
const framed = parent !== window;
// Before anything is shown: a button that moves under the pointer is not pressed.
document.documentElement.classList.toggle('framed', framed);
addEventListener('DOMContentLoaded', () => {
  const close = document.getElementById('close');
  document.querySelector('.primary').focus();
  document.addEventListener('keydown', event => {
    if (event.key === 'Escape') close.click();
  });
  addEventListener('message', event => {
    if (framed && event.source === parent && event.data === 'sandbox:close') close.click();
  });
});
