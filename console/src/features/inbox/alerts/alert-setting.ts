import { createStore } from '../../../data/store.ts'

const KEPT_AS = 'parley.inbox-alerts'

/** Whether this browser tells by sound and notification that somebody waits. Off until somebody switches it on. */
export const hasAlerts = createStore(localStorage.getItem(KEPT_AS) === 'on')

export function setAlerts(isOn: boolean) {
  if (isOn) localStorage.setItem(KEPT_AS, 'on')
  else localStorage.removeItem(KEPT_AS)
  hasAlerts.set(isOn)
}
