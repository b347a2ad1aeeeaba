import { createContext, type ComponentType } from 'react'

/** How citations are shown; null where there are none. */
export const CiteContext = createContext<ComponentType<{ number: number }> | null>(null)
