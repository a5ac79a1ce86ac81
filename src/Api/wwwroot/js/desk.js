// The desk by keyboard, and the board kept fresh. Every page works without: this only saves steps.
(() => {
  const board = document.getElementById('board');
  const cards = () => [...document.querySelectorAll('[data-card]')];
  const isTyping = target => target.closest('input, textarea, select, [contenteditable]') !== null;

  function move(step) {
    const all = cards();
    if (all.length === 0) { return; }
    const here = all.indexOf(document.activeElement);
    const from = here >= 0 ? here : all.findIndex(card => card.getAttribute('aria-current') === 'true');
    const next = all[Math.min(all.length - 1, Math.max(0, from + step))];
    next.focus();
    next.scrollIntoView({ block: 'nearest' });
  }

  function press(selector) {
    const found = document.querySelector(selector);
    if (found) { found.click(); }
  }

  const keys = {
    j: () => move(1),
    k: () => move(-1),
    n: () => press('a[data-key="n"]'),
    w: () => press('#column-Placed [data-card]:not([data-past])'),
    o: () => press('a[data-key="o"]'),
    b: () => press('a[data-key="b"]'),
    d: () => press('button[data-first="true"]'),
    '/': () => document.querySelector('[data-key="/"]')?.focus(),
    '?': () => {
      const help = document.getElementById('keys');
      if (help) { help.open = !help.open; help.classList.toggle('over', help.open); }
    },
  };

  document.addEventListener('keydown', pressed => {
    if (pressed.ctrlKey || pressed.metaKey || pressed.altKey || pressed.isComposing) { return; }
    if (pressed.key === 'Escape' && isTyping(pressed.target)) { pressed.target.blur(); return; }
    const does = keys[pressed.key.length === 1 ? pressed.key.toLowerCase() : pressed.key];
    if (!does || isTyping(pressed.target)) { return; }
    pressed.preventDefault();
    does();
  });

  if (!board || !window.EventSource) { return; }

  // What a person has begun to fill in is never taken from under their hands.
  const panel = document.getElementById('panel');
  let touched = false;
  panel.addEventListener('input', () => { touched = true; });

  const say = key => {
    const words = document.querySelector('[data-live-words]');
    if (words) { words.textContent = words.dataset[key]; }
  };

  async function freshen() {
    const answer = await fetch(board.dataset.columns, { headers: { Accept: 'text/html' }, credentials: 'same-origin' });
    if (!answer.ok) { say('lost'); return; }
    const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html').getElementById('columns');
    const old = document.getElementById('columns');
    if (!fresh || !old) { return; }
    const focused = document.activeElement?.dataset?.card;
    old.replaceWith(fresh);
    say('live');
    if (focused) { document.querySelector(`[data-card="${focused}"]`)?.focus({ preventScroll: true }); }
    const lookers = document.getElementById('lookers');
    const here = document.getElementById('lookers-here');
    if (lookers && here) { here.textContent = lookers.textContent; lookers.remove(); }
    await followOrder();
  }

  // The open order has moved: drawn anew where nobody is typing in it, else said.
  async function followOrder() {
    const head = panel.querySelector('[data-order]');
    if (!head) { return; }
    const card = document.querySelector(`[data-card="${head.dataset.order}"]`);
    if (card && card.dataset.version === head.dataset.version) { return; }
    if (touched || panel.contains(document.activeElement)) {
      const changed = document.getElementById('changed');
      if (changed) { changed.hidden = false; }
      return;
    }
    const answer = await fetch(location.href, { headers: { Accept: 'text/html' }, credentials: 'same-origin' });
    const fresh = answer.ok && new DOMParser().parseFromString(await answer.text(), 'text/html').getElementById('panel');
    if (fresh) { panel.replaceChildren(...fresh.childNodes); }
  }

  let waiting = false;
  let again = 0;
  async function changed() {
    if (waiting) { return; }
    waiting = true;
    try { await freshen(); } catch { say('lost'); } finally { waiting = false; }
    // What the worker writes after a step (messages, whom to ring) comes a moment later.
    clearTimeout(again);
    again = setTimeout(() => { freshen().catch(() => say('lost')); }, 4000);
  }

  const source = new EventSource(board.dataset.live);
  let opened = false;
  source.addEventListener('open', () => {
    say('live');
    if (opened) { changed(); }   // whatever was missed while the line was down
    opened = true;
  });
  source.addEventListener('changed', changed);
  source.addEventListener('error', () => say('lost'));
  addEventListener('pagehide', () => source.close());
})();
