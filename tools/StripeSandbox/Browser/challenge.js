'use strict';
const framed = parent !== window;
const close = document.getElementById('close');
document.documentElement.classList.toggle('framed', framed);
document.querySelector('.primary').focus();
document.addEventListener('keydown', event => {
  if (event.key === 'Escape') close.click();
});
addEventListener('message', event => {
  if (framed && event.source === parent && event.data === 'sandbox:close') close.click();
});
