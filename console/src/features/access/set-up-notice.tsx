import { Text } from '@mantine/core'
import { useMessages } from '../../messages/messages.tsx'
import { AccessPage } from './access-page.tsx'

/** Tells the first visitor of a fresh server where its owner is made. */
export function SetUpNotice() {
  const { access } = useMessages()
  return (
    <AccessPage title={access.setUpTitle}>
      <Text>{access.setUpLinkText}</Text>
    </AccessPage>
  )
}
