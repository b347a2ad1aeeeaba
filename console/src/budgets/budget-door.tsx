import { lazy, Suspense } from 'react'
import { useMay } from '../shell/me.ts'

const BudgetAlert = lazy(async () => ({ default: (await import('./budget-alert.tsx')).BudgetAlert }))

/** In every room, for those who answer for what models cost. */
export function BudgetDoor() {
  if (!useMay()('usage:read')) return null
  return (
    <Suspense fallback={null}>
      <BudgetAlert />
    </Suspense>
  )
}
