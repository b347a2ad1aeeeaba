import { Button, Group, Modal, Stack, Text } from '@mantine/core'
import type { Member } from '#contract/shapes/people.ts'
import { client } from '../../../data/console-client.ts'
import { invalidate } from '../../../data/cache.ts'
import { ErrorState } from '../../../ui/error-state.tsx'
import { toast } from '../../../ui/toasts.ts'
import { useMe } from '../../../data/me.ts'
import { useMessages } from '../../../messages/messages.tsx'
import { useFormSubmit } from '../../../ui/use-form-submit.ts'
import { isSelf } from './member-roles.ts'

interface RemoveDialogProps {
  member: Member
  isOpen: boolean
  onClose: () => void
}

/** Says what a removal means, also for the conversations, and does it. */
export function RemoveDialog({ member, isOpen, onClose }: RemoveDialogProps) {
  const { people, general } = useMessages()
  const isOwn = isSelf(useMe(), member)
  const { error, isBusy, submit } = useFormSubmit(async () => {
    await client.people.removeMember(member.id)
    invalidate('member')
    onClose()
    if (!isOwn) toast({ text: people.removed(member.name) })
  })
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      title={isOwn ? people.leaveTitle : people.removeTitle(member.name)}
    >
      <Stack>
        {error !== undefined && <ErrorState error={error} />}
        <Text size="sm">{people.removeText}</Text>
        <Text size="sm">{member.role === 'end_user' ? people.removeEndUser : people.removePrivate}</Text>
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose} data-autofocus>
            {general.cancel}
          </Button>
          <Button color="red" loading={isBusy} onClick={() => void submit()}>
            {isOwn ? people.leaveDo : people.removeDo}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
