/**
 * Makes `node` show what `fresh` shows. What is unchanged stays the same node, so that neither the focus nor the reader's place is
 * lost; where the kind of content differs, it is replaced. What a reader opened stays open.
 */
export function takeOver(node: Element, fresh: Element): void {
  for (const { name } of [...node.attributes]) if (name !== "open" && !fresh.hasAttribute(name)) node.removeAttribute(name);
  for (const { name, value } of fresh.attributes) if (node.getAttribute(name) !== value) node.setAttribute(name, value);
  const [ours, theirs] = [[...node.childNodes], [...fresh.childNodes]];
  if (ours.length !== theirs.length || ours.some((child, i) => child.nodeName !== theirs[i]?.nodeName)) {
    node.replaceChildren(...theirs);
    return;
  }
  ours.forEach((child, i) => {
    const other = theirs[i];
    if (child instanceof Element && other instanceof Element) takeOver(child, other);
    else if (other && child.nodeValue !== other.nodeValue) child.nodeValue = other.nodeValue;
  });
}
