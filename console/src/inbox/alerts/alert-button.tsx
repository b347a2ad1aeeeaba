import { useCell } from '../../data/cell.ts'
import { IconButton } from '../../look/icon-button.tsx'
import { BellIcon, BellOffIcon } from '../../look/icons.tsx'
import { toast } from '../../look/toasts.ts'
import { useInboxWords } from '../../words/inbox/inbox-words.ts'
import { hasAlerts, setAlerts } from './alert-choice.ts'
import { chime } from './chime.ts'

/** Switches sound and notifications on or off in this browser, which is asked for its leave only now. */
export function AlertButton() {
  const inbox = useInboxWords()
  const isOn = useCell(hasAlerts)
  const toggle = async () => {
    setAlerts(!isOn)
    if (isOn) return
    chime()
    const leave = 'Notification' in window ? await Notification.requestPermission() : 'denied'
    toast({ text: leave === 'granted' ? inbox.alertsOn : inbox.alertsRefused })
  }
  return (
    <IconButton
      label={inbox.alerts}
      icon={isOn ? BellIcon : BellOffIcon}
      aria-pressed={isOn}
      onClick={() => void toggle()}
    />
  )
}
