import { lazy, Suspense } from 'react'
import { useMay } from '../../data/me.ts'

const BudgetAlert = lazy(async () => ({ default: (await import('./budget-alert.tsx')).BudgetAlert }))

/** The budget warning, loaded on every page for those who may see usage. */
export function LazyBudgetAlert() {
  if (!useMay()('usage:read')) return null
  return (
    <Suspense fallback={null}>
      <BudgetAlert />
    </Suspense>
  )
}
