import { Alert, Button, Group, Modal, Radio, Stack, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { MemberRole } from '#contract/shapes/people.ts'
import { client } from '../../console-client.ts'
import { refresh } from '../../data/cache.ts'
import { CopyButton } from '../../look/copy-button.tsx'
import { Failure } from '../../look/failure.tsx'
import { KeyIcon } from '../../look/icons.tsx'
import { to } from '../../routing/route.ts'
import { useMe } from '../../shell/me.ts'
import { useInviteWords } from '../../words/invite/invite-words.ts'
import { useWords } from '../../words/words.tsx'
import classes from '../settings.module.css'
import { useSending } from '../use-sending.ts'
import { rolesToGive } from './ranks.ts'

interface Made {
  email: string
  link: string
  isMailed: boolean
}

/** Makes an invitation, and shows its link this once. */
export function InviteDialog({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const { people } = useWords()
  const invite = useInviteWords()
  const [made, setMade] = useState<Made | null>(null)
  const close = () => {
    setMade(null)
    onClose()
  }
  return (
    <Modal
      opened={isOpen}
      onClose={close}
      title={made ? invite.made(made.email) : people.invite}
      closeOnClickOutside={!made}
    >
      {made ? <MadeLink made={made} onDone={close} /> : <InviteForm onMade={setMade} />}
    </Modal>
  )
}

function InviteForm({ onMade }: { onMade: (made: Made) => void }) {
  const { access, people, settings } = useWords()
  const invite = useInviteWords()
  const roles = rolesToGive(useMe())
  const [email, setEmail] = useState('')
  const [role, setRole] = useState<MemberRole>(roles.includes('operator') ? 'operator' : 'end_user')
  const { error, isBusy, submit, saidOf } = useSending(async () => {
    const { invitation, token, isMailed } = await client.people.invite({ email: email.trim(), role })
    refresh('invitations')
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
          {invite.text}
        </Text>
        {error !== undefined && !saidOf('email') && <Failure error={error} />}
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
        <Radio.Group label={invite.role} value={role} onChange={(next) => setRole(next as MemberRole)}>
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
            {invite.make}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

function MadeLink({ made: { link, isMailed }, onDone }: { made: Made; onDone: () => void }) {
  const invite = useInviteWords()
  return (
    <Stack>
      <Alert icon={<KeyIcon />}>
        {invite.once} {isMailed && invite.mailed}
      </Alert>
      <div className={classes.secret}>
        <code>{link}</code>
        <CopyButton text={() => link} />
      </div>
      <Button onClick={onDone}>{invite.done}</Button>
    </Stack>
  )
}
