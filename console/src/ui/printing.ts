import { flushSync } from 'react-dom'
import { createStore } from '../data/store.ts'

/** Whether the page is being printed: then it must hold all that it has, not only what is near the reader. */
export const printing = createStore(false)

// The paper is laid out right after the event, so the page must have changed by then.
addEventListener('beforeprint', () => flushSync(() => printing.set(true)))
addEventListener('afterprint', () => printing.set(false))
