/** Half a screen ahead, so that what scrolls into view is already up to date. */
const MARGIN = "50% 0px";

const watchers = new Map<Element, (isOnScreen: boolean) => void>();
const observer = new IntersectionObserver(
  (entries) => entries.forEach((entry) => watchers.get(entry.target)?.(entry.isIntersecting)),
  { rootMargin: MARGIN },
);

/** Reports whether an element is on or near the screen, now and whenever that changes; returns a function to stop. */
export function watchScreen(element: Element, tell: (isOnScreen: boolean) => void): () => void {
  watchers.set(element, tell);
  observer.observe(element);
  return () => {
    observer.unobserve(element);
    watchers.delete(element);
  };
}
