import { Button, Group, Input, Stack, Switch, Text, TextInput } from '@mantine/core'
import { lazy, Suspense, useState } from 'react'
import type { Tenant } from '#contract/shapes/people.ts'
import { client } from '../../data/console-client.ts'
import { change, invalidate } from '../../data/cache.ts'
import { resource } from '../../data/resource.ts'
import { CopyButton } from '../../ui/copy-button.tsx'
import { ErrorState } from '../../ui/error-state.tsx'
import { toast } from '../../ui/toasts.ts'
import { to } from '../../routing/route.ts'
import { useMe } from '../../data/me.ts'
import { useMessages } from '../../messages/messages.tsx'
import classes from '../../ui/settings.module.css'
import { OwnPlan } from './tenants/own-plan.tsx'
import { useFormSubmit } from '../../ui/use-form-submit.ts'

const FileLimitsCard = lazy(async () => ({
  default: (await import('./file-limits/file-limits-card.tsx')).FileLimitsCard,
}))
const SharingSwitch = lazy(async () => ({
  default: (await import('../sharing/sharing-switch.tsx')).SharingSwitch,
}))

/** What the organisation is called, and who may come in by themselves. */
export function Organisation() {
  const { tenant } = useMe()
  return (
    <Stack gap="xl">
      <TenantName key={tenant.name} tenant={tenant} />
      <Registration tenant={tenant} />
      <Suspense>
        <FileLimitsCard />
      </Suspense>
      <Suspense>
        <SharingSwitch />
      </Suspense>
      <OwnPlan />
    </Stack>
  )
}

function TenantName({ tenant }: { tenant: Tenant }) {
  const { general, people } = useMessages()
  const [name, setName] = useState(tenant.name)
  const isChanged = name.trim() !== tenant.name && name.trim() !== ''
  const { error, isBusy, submit } = useFormSubmit(async () => {
    await client.tenant.change({ name: name.trim() })
    invalidate('profile')
    toast({ text: people.organisationSaved })
  })
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (isChanged) void submit()
      }}
    >
      <Stack>
        {error !== undefined && <ErrorState error={error} />}
        <Group align="flex-end" gap="sm">
          <TextInput
            label={people.organisationName}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
            maxLength={100}
            flex="1 1 14rem"
            maw={360}
          />
          <Button type="submit" variant="default" loading={isBusy} disabled={!isChanged}>
            {general.save}
          </Button>
        </Group>
        <Input.Wrapper label={people.slug} description={people.slugHint} labelElement="div">
          <Text ff="monospace" mt={4}>
            {tenant.slug}
          </Text>
        </Input.Wrapper>
      </Stack>
    </form>
  )
}

function Registration({ tenant }: { tenant: Tenant }) {
  const { people } = useMessages()
  // What was asked for is shown while it is under way; when that failed, what is.
  const [wanted, setWanted] = useState<boolean>()
  const { error, submit } = useFormSubmit(async () => {
    const allowsRegistration = !tenant.allowsRegistration
    setWanted(allowsRegistration)
    try {
      const changed = await client.tenant.change({ allowsRegistration })
      change(resource('auth.me'), (held) => ({ ...held, tenant: changed }))
    } finally {
      setWanted(undefined)
    }
  })
  const link = `${location.origin}${to.register}?tenant=${encodeURIComponent(tenant.slug)}`
  return (
    <Stack>
      {error !== undefined && <ErrorState error={error} />}
      <Switch
        label={people.registration}
        description={people.registrationHint}
        checked={wanted ?? tenant.allowsRegistration}
        onChange={() => void submit()}
      />
      {tenant.allowsRegistration && (
        <Input.Wrapper label={people.registrationLink} labelElement="div">
          <div className={classes.secret}>
            <code>{link}</code>
            <CopyButton text={() => link} />
          </div>
        </Input.Wrapper>
      )}
    </Stack>
  )
}
