import { Text } from '@mantine/core'
import { useWords } from '../words/words.tsx'
import { AccessPage } from './access-page.tsx'

/** Tells the first visitor of a fresh server where its owner is made. */
export function NeedsOwner() {
  const { access } = useWords()
  return (
    <AccessPage title={access.setUpTitle}>
      <Text>{access.setUpLinkText}</Text>
    </AccessPage>
  )
}
