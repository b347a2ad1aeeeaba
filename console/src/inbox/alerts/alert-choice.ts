import { openCell } from '../../data/cell.ts'

const KEPT_AS = 'parley.desk-alerts'

/** Whether this browser tells by sound and notification that somebody waits. Off until somebody switches it on. */
export const hasAlerts = openCell(localStorage.getItem(KEPT_AS) === 'on')

export function setAlerts(isOn: boolean) {
  if (isOn) localStorage.setItem(KEPT_AS, 'on')
  else localStorage.removeItem(KEPT_AS)
  hasAlerts.set(isOn)
}
