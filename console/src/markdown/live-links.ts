import { createContext } from 'react'

/** Whether a link to a host may be followed, in the text that is shown here. */
export const LiveLinks = createContext<(host: string) => boolean>(() => true)
