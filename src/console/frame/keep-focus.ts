/**
 * An act often takes away the button that was pressed, and a live update the row that was being read; browsers then leave
 * the focus nowhere, and whoever goes by the keyboard begins again at the top (WCAG 2.4.3). One listener gives it to what
 * is nearest to where it was: the row that stands there now, else the heading of that part, else the page's. Never to
 * what acts: the same key pressed twice does nothing twice.
 */

/** What can be told by its own words or label, and be gone on from. */
const PLACE = 'li, tr, section[aria-label]';
const HEADING = 'h1, h2, h3, h4';
/** Whatever takes the focus by itself (a dialog that closes, a form that opens) has done so by then. */
const SETTLED_MS = 60;

/** An element that had the focus. */
interface Held {
  element: Element;
  /** Where it stood, once it is gone. */
  gap: Gap | null;
  /** Whether it was put out of use while it had the focus, as what is on its way is. */
  wasOff: boolean;
}

/** Where something was taken out of the document. */
interface Gap {
  taken: Node;
  parent: Element;
  before: Node | null;
  after: Node | null;
}

/** Watches the focus of the whole document until the function it returns is called. */
export function keepFocus(): () => void {
  let last: Held | null = null;
  /** The last of the page itself: what a dialog, the search or the bar of 撤销 was opened from. */
  let below: Held | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const settle = () => {
    timer = undefined;
    if (!last || !hasLost(last) || !isNowhere()) return;
    for (const element of ways(last, below)) if (take(element)) return;
  };
  const focused = ({ target }: FocusEvent) => {
    if (!(target instanceof Element)) return;
    last = { element: target, gap: null, wasOff: false };
    if (target.closest('#main') && !target.closest('dialog')) below = last;
  };
  // A press on bare ground leaves on purpose: what goes after that had no focus.
  const left = ({ target, relatedTarget }: FocusEvent) => {
    if (relatedTarget !== null || !(target instanceof Element)) return;
    queueMicrotask(() => {
      if (last?.element !== target || !target.isConnected || target.matches(':disabled')) return;
      if (isNowhere() && document.hasFocus()) [last, below] = [null, null];
    });
  };
  const observer = new MutationObserver((records) => {
    for (const held of new Set([last, below])) if (held) mind(held, records);
    if (last && hasLost(last)) timer ??= setTimeout(settle, SETTLED_MS);
  });
  document.addEventListener('focusin', focused);
  document.addEventListener('focusout', left);
  observer.observe(document.body, { childList: true, subtree: true, attributeFilter: ['disabled'] });
  return () => {
    clearTimeout(timer);
    observer.disconnect();
    document.removeEventListener('focusin', focused);
    document.removeEventListener('focusout', left);
  };
}

function isNowhere(): boolean {
  return document.activeElement === null || document.activeElement === document.body;
}

function hasLost({ element, wasOff }: Held): boolean {
  return !element.isConnected || (wasOff && !element.matches(':disabled'));
}

/** Remembers where it was taken out; where that place goes as well, where the place was. */
function mind(held: Held, records: readonly MutationRecord[]): void {
  for (const { target, removedNodes, previousSibling, nextSibling } of records) {
    if (!(target instanceof Element)) continue;
    for (const taken of removedNodes)
      if (taken.contains(held.gap?.parent ?? held.element))
        held.gap = { taken, parent: target, before: previousSibling, after: nextSibling };
  }
  // What was only moved stands where it was put.
  if (held.element.isConnected) held.gap = null;
  held.wasOff ||= held.element.matches(':disabled');
}

/** Where to, the nearest first. */
function* ways(last: Held, below: Held | null): Generator<Element> {
  if (last.element.isConnected) yield last.element;
  // What closed with its dialog goes back to what had opened it.
  if (last.gap && !last.element.closest('dialog')) yield* around(last.gap);
  if (below && below !== last) {
    if (below.element.isConnected) yield below.element;
    else if (below.gap) yield* around(below.gap);
  }
  for (const dialog of [...document.querySelectorAll('dialog[open]')].reverse()) yield* headings(dialog);
  // A dialog that was opened while nothing had the focus leaves it so.
  if (!below && last.element.closest('dialog')) return;
  yield* document.querySelectorAll('#main h1');
  yield* document.querySelectorAll('#main');
}

function* around({ taken, parent, before, after }: Gap): Generator<Element> {
  if (!parent.isConnected || !parent.closest('#main, dialog')) return;
  const now = before?.isConnected ? before.nextSibling : after?.isConnected ? after : parent.firstChild;
  if (taken instanceof Element && taken.matches(PLACE)) {
    for (let next = now; next; next = next.nextSibling) if (isPlace(next)) yield next;
    for (let back = before; back?.isConnected; back = back.previousSibling) if (isPlace(back)) yield back;
  }
  // What came in its stead: the next to be judged, what the act ended in.
  if (now instanceof Element && now !== after) yield* headings(now);
  for (let node: Element | null = parent; node; node = node.parentElement) {
    if (isPlace(node)) yield node;
    yield* headings(node);
    if (node.matches('#main, dialog')) return;
  }
}

function isPlace(node: Node): node is Element {
  return node instanceof Element && node.matches(PLACE);
}

function* headings(within: Element): Generator<Element> {
  for (const heading of within.querySelectorAll(HEADING))
    if (heading.closest('dialog') === within.closest('dialog')) yield heading;
}

/** Gives it the focus where it can have it: not what is hidden, or lies below a dialog. */
function take(element: Element): boolean {
  if (!(element instanceof HTMLElement)) return false;
  const isLent = element.tabIndex < 0 && !element.hasAttribute('tabindex');
  const giveBack = () => element.removeAttribute('tabindex');
  if (isLent) element.setAttribute('tabindex', '-1');
  element.focus({ preventScroll: true });
  const has = document.activeElement === element;
  if (isLent && has) element.addEventListener('blur', giveBack, { once: true });
  else if (isLent) giveBack();
  return has;
}
