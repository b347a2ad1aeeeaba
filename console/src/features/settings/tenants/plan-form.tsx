import { Button, Group, NumberInput, Stack, TextInput, Title } from '@mantine/core'
import { useState } from 'react'
import type { RunTenant } from '#contract/shapes/people.ts'
import type { Limited, Limits } from '#contract/shapes/plan.ts'
import { client } from '../../../data/console-client.ts'
import { invalidate } from '../../../data/cache.ts'
import { ErrorState } from '../../../ui/error-state.tsx'
import { toast } from '../../../ui/toasts.ts'
import { useMessages } from '../../../messages/messages.tsx'
import { useFormSubmit } from '../../../ui/use-form-submit.ts'
import classes from './tenants.module.css'

// Storage is typed in megabytes, as it is shown.
const unitOf = (name: Limited) => (name === 'storageBytes' ? 1_000_000 : 1)

/** What the plan is called, and its limits; an empty one is none. */
export function PlanForm({ tenant: { id, plan } }: { tenant: RunTenant }) {
  const { tenants, general } = useMessages()
  const [name, setName] = useState(plan.name)
  const [limits, setLimits] = useState<Limits>(plan.limits)
  const { error, isBusy, submit } = useFormSubmit(async () => {
    await client.tenants.plan(id, { plan: { name: name.trim(), limits } })
    invalidate('tenant')
    toast({ text: tenants.planSaved })
  })
  return (
    <form
      className={classes.card}
      aria-label={tenants.plan}
      onSubmit={(event) => {
        event.preventDefault()
        void submit()
      }}
    >
      <Stack>
        <Title order={3} size="h4">
          {tenants.plan}
        </Title>
        {error !== undefined && <ErrorState error={error} />}
        <TextInput
          label={tenants.planName}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          maxLength={60}
          maw={320}
        />
        <div className={classes.limits}>
          {(Object.keys(tenants.limits) as Limited[]).map((limit) => (
            <NumberInput
              key={limit}
              label={tenants.limits[limit]}
              placeholder={tenants.noLimit}
              suffix={limit === 'storageBytes' ? ' MB' : ''}
              min={0}
              max={Math.floor(Number.MAX_SAFE_INTEGER / unitOf(limit))}
              allowDecimal={false}
              allowNegative={false}
              thousandSeparator
              value={inUnits(limits[limit], limit)}
              onChange={(value) =>
                setLimits({ ...limits, [limit]: value === '' ? null : Number(value) * unitOf(limit) })
              }
            />
          ))}
        </div>
        <Group justify="flex-end">
          <Button type="submit" loading={isBusy}>
            {general.save}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

const inUnits = (limit: number | null, name: Limited) => (limit === null ? '' : limit / unitOf(name))
