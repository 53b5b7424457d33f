import { describe, expect, it } from 'vitest';
import { formatOf, nameGiven } from '../../../src/corpus/fetch/file-name.ts';

const of = (contentType: string, path = '/', disposition = '') =>
  formatOf({ url: `https://example.com${path}`, contentType, disposition });

describe('the format of a file from the web', () => {
  it('is what its type says', () => {
    expect(of('text/html; charset=gb2312', '/a.aspx?id=1')).toEqual({ extension: '.html' });
    expect(of('application/xhtml+xml')).toEqual({ extension: '.html' });
    expect(of('application/pdf', '/down')).toEqual({ extension: '.pdf' });
    expect(of('text/plain', '/a')).toEqual({ extension: '.txt' });
    expect(of('application/vnd.openxmlformats-officedocument.wordprocessingml.document')).toEqual({
      extension: '.docx',
    });
    expect(of('text/html', '/报告.pdf')).toEqual({ extension: '.html' });
  });

  it('is what its name says where the type says little', () => {
    expect(of('application/octet-stream', '/x/总结.docx')).toEqual({ extension: '.docx' });
    expect(of('application/x-zip-compressed', '/x/总结.docx')).toEqual({ extension: '.docx' });
    expect(of('', '/x/总结.pdf')).toEqual({ extension: '.pdf' });
    expect(of('text/plain; charset=utf-8', '/x/README-2020.md')).toEqual({ extension: '.md' });
    expect(of('application/octet-stream', '/down.ashx', 'attachment; filename="a.pdf"')).toEqual({
      extension: '.pdf',
    });
  });

  it('is none of ours for films, sounds and programs', () => {
    expect(of('audio/mpeg', '/a.mp3')).toEqual({ message: expect.stringContaining('audio/mpeg') });
    expect(of('video/mp4', '/a')).toEqual({ message: expect.stringContaining('请') });
    expect(of('application/octet-stream', '/a.exe')).toEqual({ message: expect.stringContaining('请') });
  });
});

describe('the name of a file from the web', () => {
  const name = (disposition: string, path = '/x/y.html?z=1') =>
    nameGiven({ url: `https://example.com${path}`, disposition });

  it('is the one its server gives, also where it writes the bytes of the name into the header', () => {
    expect(name(`attachment; filename*=UTF-8''%E6%80%BB%E7%BB%93.pdf`)).toBe('总结.pdf');
    const raw = (bytes: number[]) => Buffer.from(bytes).toString('latin1');
    expect(name(`attachment; filename="${raw([...Buffer.from('总结.pdf')])}"`)).toBe('总结.pdf');
    expect(name(`attachment; filename="${raw([0xd7, 0xdc, 0xbd, 0xe1])}.pdf"`)).toBe('总结.pdf');
  });

  it('is the last part of the address otherwise', () => {
    expect(name('')).toBe('y.html');
    expect(name('nonsense;;;', '/%E6%80%BB.html')).toBe('总.html');
    expect(name('', '/')).toBeNull();
    expect(name('', '/%ff.html')).toBe('%ff.html');
  });
});
