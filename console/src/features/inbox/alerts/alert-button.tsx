import { useStore } from '../../../data/store.ts'
import { IconButton } from '../../../ui/icon-button.tsx'
import { BellIcon, BellOffIcon } from '../../../ui/icons.tsx'
import { toast } from '../../../ui/toasts.ts'
import { useInboxMessages } from '../../../messages/inbox/inbox-messages.ts'
import { hasAlerts, setAlerts } from './alert-setting.ts'
import { chime } from './chime.ts'

/** Switches sound and notifications on or off in this browser, which is asked for its leave only now. */
export function AlertButton() {
  const t = useInboxMessages()
  const isOn = useStore(hasAlerts)
  const toggle = async () => {
    setAlerts(!isOn)
    if (isOn) return
    chime()
    const leave = 'Notification' in window ? await Notification.requestPermission() : 'denied'
    toast({ text: leave === 'granted' ? t.alertsOn : t.alertsRefused })
  }
  return (
    <IconButton
      label={t.alerts}
      icon={isOn ? BellIcon : BellOffIcon}
      aria-pressed={isOn}
      onClick={() => void toggle()}
    />
  )
}
