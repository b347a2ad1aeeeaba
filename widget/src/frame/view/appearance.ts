import type { WidgetAppearance } from '#contract/shapes/widget.ts'
import type { PageOptions } from '../../bridge-messages.ts'

/** The appearance of the widget as configured, with what the page overrides. */
export function appearanceWith(appearance: WidgetAppearance, options: PageOptions): WidgetAppearance {
  const { title, greeting, colour, position, locale, theme } = options
  return {
    title: title ?? appearance.title,
    greeting: greeting ?? appearance.greeting,
    colour: colour && HEX.test(colour) ? colour : appearance.colour,
    position: position === 'left' || position === 'right' ? position : appearance.position,
    locale: (locale as WidgetAppearance['locale'] | undefined) ?? appearance.locale,
    theme: theme ?? appearance.theme,
  }
}

const HEX = /^#[0-9a-f]{6}$/i

const channel = (hex: string, at: number): number => {
  const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255
  return part <= 0.039_28 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
}

/** How bright a colour is, 0 to 1, as contrast is reckoned. */
const luminance = (hex: string): number =>
  0.2126 * channel(hex, 1) + 0.7152 * channel(hex, 3) + 0.0722 * channel(hex, 5)

const CONTRAST_MIN = 4.5

/** White if it is readable on the colour, otherwise black: one of the two always is. */
export const inkOn = (hex: string): string =>
  1.05 / (luminance(hex) + 0.05) >= CONTRAST_MIN ? '#ffffff' : '#000000'

/** Applies the appearance to the widget. */
export function applyAppearance(node: HTMLElement, { colour, position, theme }: WidgetAppearance): void {
  node.style.setProperty('--accent', colour)
  node.style.setProperty('--on-accent', inkOn(colour))
  node.dataset.position = position
  node.dataset.theme = theme
}
