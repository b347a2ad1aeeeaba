import { lazy, Suspense } from 'react'
import { useStore } from '../../../data/store.ts'
import { useMay } from '../../../data/me.ts'
import { hasAlerts } from './alert-setting.ts'

const InboxAlerts = lazy(async () => ({ default: (await import('./inbox-alerts.tsx')).InboxAlerts }))

/** The alerts of the inbox, loaded on every page for operators who switched them on. */
export function LazyAlerts() {
  const isOn = useStore(hasAlerts)
  const mayRead = useMay()('inbox:read')
  if (!isOn || !mayRead) return null
  return (
    <Suspense fallback={null}>
      <InboxAlerts />
    </Suspense>
  )
}
