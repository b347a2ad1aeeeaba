import { createContext, type ComponentType } from 'react'

/** How a citation is shown, by its index; null where there are none. */
export const CiteContext = createContext<ComponentType<{ index: number }> | null>(null)
