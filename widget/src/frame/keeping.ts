/** What the widget stores in the browser. */
export interface Keeping {
  read(name: string): string | null
  write(name: string, value: string | null): void
}

/**
 * Keeps in the frame's own storage, which browsers partition by the site around it, and in memory where even that is
 * forbidden: then the chat lasts as long as the page.
 */
export function openKeeping(key: string): Keeping {
  const memory = new Map<string, string>()
  const full = (name: string) => `parley.widget.${key}.${name}`
  const stored = <R>(use: (storage: Storage) => R): R | undefined => {
    try {
      return use(localStorage)
    } catch {
      return undefined
    }
  }
  return {
    read: (name) => stored((storage) => storage.getItem(full(name))) ?? memory.get(name) ?? null,
    write(name, value) {
      if (value === null) memory.delete(name)
      else memory.set(name, value)
      stored((storage) =>
        value === null ? storage.removeItem(full(name)) : storage.setItem(full(name), value),
      )
    },
  }
}
