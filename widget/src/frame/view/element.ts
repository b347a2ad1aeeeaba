type Child = Node | string | null | false | undefined

type Given = Record<string, string | number | boolean | null | undefined | ((event: never) => void)>

/** Creates an element with attributes, handlers (`onclick`) and children. Strings always become text nodes. */
export function el<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  given: Given = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const node = document.createElement(tag)
  for (const [name, value] of Object.entries(given)) {
    if (typeof value === 'function') node.addEventListener(name.slice(2), value as EventListener)
    else if (name.startsWith('aria-')) node.setAttribute(name, String(value ?? ''))
    else if (value === true) node.setAttribute(name, '')
    else if (value !== false && value !== null && value !== undefined) node.setAttribute(name, String(value))
  }
  node.append(...children.filter((child): child is Node | string => Boolean(child)))
  return node
}

const SVG = 'http://www.w3.org/2000/svg'

/** An icon of 24 by 24, drawn by lines. */
export function icon(...paths: string[]): SVGElement {
  const svg = document.createElementNS(SVG, 'svg')
  svg.setAttribute('viewBox', '0 0 24 24')
  svg.setAttribute('aria-hidden', 'true')
  for (const d of paths) {
    const path = document.createElementNS(SVG, 'path')
    path.setAttribute('d', d)
    svg.append(path)
  }
  return svg
}

/** A button with an icon and a label for screen readers. */
export const iconButton = (
  label: string,
  paths: string[],
  onclick: (event: MouseEvent) => void,
  className = '',
) =>
  el(
    'button',
    { type: 'button', class: `icon ${className}`, 'aria-label': label, title: label, onclick },
    icon(...paths),
  )
