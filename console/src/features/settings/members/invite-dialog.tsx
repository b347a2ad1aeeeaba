import { Alert, Button, Group, Modal, Radio, Stack, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { MemberRole } from '#contract/shapes/people.ts'
import { client } from '../../../data/console-client.ts'
import { invalidate } from '../../../data/cache.ts'
import { CopyButton } from '../../../ui/copy-button.tsx'
import { ErrorState } from '../../../ui/error-state.tsx'
import { KeyIcon } from '../../../ui/icons.tsx'
import { to } from '../../../routing/route.ts'
import { useMe } from '../../../data/me.ts'
import { useInviteMessages } from '../../../messages/invite/invite-messages.ts'
import { useMessages } from '../../../messages/messages.tsx'
import classes from '../../../ui/settings.module.css'
import { useFormSubmit } from '../../../ui/use-form-submit.ts'
import { rolesToGive } from './member-roles.ts'

interface Made {
  email: string
  link: string
  isMailed: boolean
}

/** Makes an invitation, and shows its link this once. */
export function InviteDialog({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const { people } = useMessages()
  const t = useInviteMessages()
  const [made, setMade] = useState<Made | null>(null)
  const close = () => {
    setMade(null)
    onClose()
  }
  return (
    <Modal
      opened={isOpen}
      onClose={close}
      title={made ? t.made(made.email) : people.invite}
      closeOnClickOutside={!made}
    >
      {made ? <MadeLink made={made} onDone={close} /> : <InviteForm onMade={setMade} />}
    </Modal>
  )
}

function InviteForm({ onMade }: { onMade: (made: Made) => void }) {
  const { access, people, settings } = useMessages()
  const t = useInviteMessages()
  const roles = rolesToGive(useMe())
  const [email, setEmail] = useState('')
  const [role, setRole] = useState<MemberRole>(roles.includes('operator') ? 'operator' : 'end_user')
  const { error, isBusy, submit, saidOf } = useFormSubmit(async () => {
    const { invitation, token, isMailed } = await client.people.invite({ email: email.trim(), role })
    invalidate('invitation')
    onMade({
      email: invitation.email,
      link: `${location.origin}${to.register}#invitation=${token}`,
      isMailed,
    })
  })
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        void submit()
      }}
    >
      <Stack>
        <Text size="sm" c="var(--quiet)">
          {t.text}
        </Text>
        {error !== undefined && !saidOf('email') && <ErrorState error={error} />}
        <TextInput
          label={access.email}
          type="email"
          value={email}
          onChange={(event) => setEmail(event.currentTarget.value)}
          error={saidOf('email')}
          maxLength={254}
          autoComplete="off"
          required
          withAsterisk={false}
          data-autofocus
        />
        <Radio.Group label={t.role} value={role} onChange={(next) => setRole(next as MemberRole)}>
          <Stack gap="xs" mt="xs">
            {roles.map((each) => (
              <Radio
                key={each}
                value={each}
                label={settings.roles[each]}
                description={people.roleHints[each]}
              />
            ))}
          </Stack>
        </Radio.Group>
        <Group justify="flex-end">
          <Button type="submit" loading={isBusy}>
            {t.make}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

function MadeLink({ made: { link, isMailed }, onDone }: { made: Made; onDone: () => void }) {
  const t = useInviteMessages()
  return (
    <Stack>
      <Alert icon={<KeyIcon />}>
        {t.once} {isMailed && t.mailed}
      </Alert>
      <div className={classes.secret}>
        <code>{link}</code>
        <CopyButton text={() => link} />
      </div>
      <Button onClick={onDone}>{t.done}</Button>
    </Stack>
  )
}
