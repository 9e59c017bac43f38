/** Half a screen ahead, so that what scrolls into view is up to date already. */
const MARGIN = "50% 0px";

const watchers = new Map<Element, (isOnScreen: boolean) => void>();
const observer = new IntersectionObserver(
  (entries) => entries.forEach((entry) => watchers.get(entry.target)?.(entry.isIntersecting)),
  { rootMargin: MARGIN },
);

/** Tells whether an element is on the screen or near it, now and whenever that changes; answers how to stop. */
export function watchScreen(element: Element, tell: (isOnScreen: boolean) => void): () => void {
  watchers.set(element, tell);
  observer.observe(element);
  return () => {
    observer.unobserve(element);
    watchers.delete(element);
  };
}
