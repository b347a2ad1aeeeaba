import { Progress, Stack, Text } from '@mantine/core'
import type { Quota, Limited } from '#contract/shapes/plan.ts'
import { formatFileSize } from '../../../messages/file-size.ts'
import { useLocale, useMessages } from '../../../messages/messages.tsx'
import classes from './tenants.module.css'

const NEARLY = 80

/** How much of each limit is used. */
export function QuotaBars({ quota: { plan, used, monthEndsAt } }: { quota: Quota }) {
  const { tenants } = useMessages()
  const { locale } = useLocale()
  const say = (name: Limited, amount: number) =>
    name === 'storageBytes' ? formatFileSize(amount, locale) : amount.toLocaleString(locale)
  const day = new Date(monthEndsAt).toLocaleDateString(locale, { dateStyle: 'long', timeZone: 'UTC' })
  return (
    <Stack gap="md">
      {(Object.keys(tenants.limits) as Limited[]).map((name) => {
        const limit = plan.limits[name]
        const share = limit === null ? 0 : limit === 0 ? 100 : Math.min(100, (used[name] / limit) * 100)
        return (
          <div key={name}>
            <div className={classes.bar_head}>
              <Text size="sm">{tenants.limits[name]}</Text>
              <Text size="sm" c="var(--quiet)">
                {limit === null
                  ? tenants.usedUnlimited(say(name, used[name]))
                  : tenants.usedOf(say(name, used[name]), say(name, limit))}
              </Text>
            </div>
            {limit !== null && (
              <Progress
                value={share}
                color={
                  share >= 100 ? 'red' : share >= NEARLY ? 'yellow' : 'var(--mantine-primary-color-filled)'
                }
                aria-label={tenants.limits[name]}
              />
            )}
          </div>
        )
      })}
      <Text size="xs" c="var(--quiet)">
        {tenants.monthEnds(day)}
      </Text>
    </Stack>
  )
}
