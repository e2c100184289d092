import { expect, test } from 'vitest'
import { isBareCode } from '../../src/table/header.ts'

test.each([
  ['AC1.1.1', true],
  ['BP2.', true],
  ['DC3.2. 1', true],
  ['AC1.1.1 辦理活動', false],
  ['1.1', false],
  ['12,000', false],
])('%s is a code and nothing else: %s', (text, expected) => expect(isBareCode(text)).toBe(expected))
