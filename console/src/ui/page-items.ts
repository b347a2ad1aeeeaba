import type { ComponentType } from 'react'
import { createStore } from '../data/store.ts'
import type { IconProps } from './icons.tsx'

/** What the palette offers: a page, an agent or a command. */
export interface PaletteItem {
  label: string
  icon: ComponentType<IconProps>
  act: () => void
  keys?: string
}

/** More items for the palette from the open page. */
export const pageItems = createStore<{ label: string; choices: PaletteItem[] } | null>(null)
