import { lazy, Suspense, useEffect, useState } from 'react'
import { useStore } from '../../data/store.ts'
import { overlay } from './overlay.ts'
import { onShortcut } from './shortcuts.ts'

const Palette = lazy(async () => ({ default: (await import('./palette.tsx')).Palette }))
const ShortcutSheet = lazy(async () => ({ default: (await import('./shortcut-help.tsx')).ShortcutHelp }))

/** Listens for keyboard shortcuts. The palette and the help are loaded when they are first opened. */
export function LazyPalette() {
  const shown = useStore(overlay)
  const [wanted, setWanted] = useState<ReadonlySet<string>>(new Set())
  if (shown !== null && !wanted.has(shown)) setWanted(new Set([...wanted, shown]))
  useEffect(() => {
    addEventListener('keydown', onShortcut)
    return () => removeEventListener('keydown', onShortcut)
  }, [])
  return (
    <Suspense fallback={null}>
      {wanted.has('palette') && <Palette />}
      {wanted.has('shortcuts') && <ShortcutSheet />}
    </Suspense>
  )
}
