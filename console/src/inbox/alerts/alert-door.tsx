import { lazy, Suspense } from 'react'
import { useCell } from '../../data/cell.ts'
import { useMay } from '../../shell/me.ts'
import { hasAlerts } from './alert-choice.ts'

const DeskAlerts = lazy(async () => ({ default: (await import('./desk-alerts.tsx')).DeskAlerts }))

/** In every room, for whoever works at the desk and switched it on. */
export function AlertDoor() {
  const isOn = useCell(hasAlerts)
  const mayRead = useMay()('desk:read')
  if (!isOn || !mayRead) return null
  return (
    <Suspense fallback={null}>
      <DeskAlerts />
    </Suspense>
  )
}
