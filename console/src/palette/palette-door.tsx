import { lazy, Suspense, useEffect, useState } from 'react'
import { useCell } from '../data/cell.ts'
import { overlay } from './overlay.ts'
import { onShortcut } from './shortcuts.ts'

const Palette = lazy(async () => ({ default: (await import('./palette.tsx')).Palette }))
const ShortcutSheet = lazy(async () => ({ default: (await import('./shortcut-sheet.tsx')).ShortcutSheet }))

/** Listens for the keys of the console. What they open is fetched when it is first asked for. */
export function PaletteDoor() {
  const shown = useCell(overlay)
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
