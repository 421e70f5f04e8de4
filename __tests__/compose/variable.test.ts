import { undecidedVariables, variable, withDefaults } from '../../lib/compose/variable';

/** In braces, as Compose has it. */
const braced = (text: string) => `$\{${text}}`;

describe('a variable', () => {
  it('reads as its default where it is not set', () => {
    expect(withDefaults(`amqp://u:${variable('PASSWORD', 'secret')}@q:5672`)).toBe('amqp://u:secret@q:5672');
  });

  it.each([
    [braced('A-b'), 'b'],
    [braced('A:-'), ''],
    [braced('A:?why'), braced('A:?why')],
    [`$$${'{A:-b}'}`, `$$${'{A:-b}'}`],
    ['$A', '$A'],
  ])('%s reads as %j where it is not set', (text, expected) => {
    expect(withDefaults(text)).toBe(expected);
  });

  it('is undecided where nothing says what happens when it is not set', () => {
    expect(undecidedVariables(`$A ${braced('B')} ${braced('C:-c')} ${braced('D:?why')} $$E 5$`)).toEqual(['A', 'B']);
  });
});
