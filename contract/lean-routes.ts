import type { Plugin } from 'vite'

// The parts of the table of routes that a page does not read: summaries for the API reference, and names of shapes.
const unread = /\b(?:summary|input|output|status): (?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|\d+),?\s*/g

/** The table of routes as programs need it that only call. */
export const leanRoutes = (): Plugin => ({
  name: 'lean-routes',
  enforce: 'pre',
  transform: (code, id) => (/\/contract\/src\/routes\/[\w-]+\.ts$/.test(id) ? lean(code) : null),
})

export const lean = (code: string): string => code.replace(unread, '')
