import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseSettings, readSettings, slackRulesOf } from '../../src/channels/settings.ts';
import type { KewenError } from '../../src/errors.ts';

const mistake = (yaml: string): string => {
  try {
    parseSettings(yaml, 'kewen.config.yaml');
  } catch (error) {
    expect((error as KewenError).code).toBe('settings');
    return (error as KewenError).message;
  }
  throw new Error('no mistake was found');
};

describe('kewen.config.yaml', () => {
  it('may be left out or be empty', () => {
    const usual = {
      enabled: true,
      onlyWhenMentioned: false,
      audience: 'staff',
      helpers: null,
      answersPerMinute: 20,
    };
    for (const settings of [readSettings('/nowhere/kewen.config.yaml'), parseSettings('# nothing\n', 'x')]) {
      expect(settings.slack).toEqual({ default: usual, channels: {} });
      expect(settings.telegram.person.perMinute).toBeGreaterThan(0);
    }
  });

  it('sets the default of all channels and, over it, what a channel says', () => {
    const settings = parseSettings(
      'slack:\n  default: { helpers: S012, answersPerMinute: 5 }\n  channels:\n    C123: { audience: public }\n',
      'x',
    );
    expect(slackRulesOf(settings, 'C123')).toMatchObject({
      audience: 'public',
      helpers: 'S012',
      answersPerMinute: 5,
    });
    expect(slackRulesOf(settings, 'C999')).toMatchObject({ audience: 'staff', helpers: 'S012' });
  });

  it('is as the example that ships says', () => {
    const example = readFileSync('kewen.config.example.yaml', 'utf8');
    expect(() => parseSettings(example, 'kewen.config.example.yaml')).not.toThrow();
    // Also with every line that is commented out.
    const all = example
      .replace('channels: {}', 'channels:')
      .replace(/^ {2}# {3}(?=\s*[A-Za-z]\w*:)/gmu, '    ');
    expect(all).toContain('\n    C0123ABCD:\n      audience: public\n');
    expect(() => parseSettings(all, 'kewen.config.example.yaml')).not.toThrow();
  });

  it('names a wrong value with its path, its line and what it may be', () => {
    const yaml = 'slack:\n  default:\n    audience: stuff\n    answersPerMinute: 0\n';
    expect(mistake(yaml)).toBe(
      'kewen.config.yaml 里的设置不对：slack.default.audience（第 3 行） 要写 staff 或 public；slack.default.answersPerMinute（第 4 行） 要写 1 到 600 的整数',
    );
  });

  it('names a setting that does not exist and those that do', () => {
    expect(mistake('slack:\n  defualt: {}\n')).toContain(
      '没有 slack.defualt（第 2 行） 这个设置，可以写 default、channels',
    );
    expect(mistake('slak: {}\n')).toContain('没有 slak（第 1 行） 这个设置，可以写 slack、telegram');
    expect(mistake('telegram: { person: { a: 1 } }')).toContain('可以写 atOnce、perMinute');
  });

  it('asks for the id of a channel or a group where a name is written', () => {
    expect(mistake('slack:\n  channels:\n    general: {}\n')).toContain(
      'slack.channels.general（第 3 行） 频道要写编号',
    );
    expect(mistake('slack:\n  default: { helpers: "@helpers" }\n')).toContain('用户组编号');
  });

  it('says where it is no YAML', () => {
    expect(mistake('slack:\n  default: [\n')).toMatch(/第 \d 行不是正确的 YAML/u);
    expect(mistake('slack: 3')).toContain('slack（第 1 行） 下面要有设置');
  });
});
