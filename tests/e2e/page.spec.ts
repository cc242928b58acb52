// Does the release page load as it should wherever it is put: under its Content Security Policy, asking nobody else for anything?
import { ORIGIN, SUBPATH, expect, test } from './kit';

for (const path of ['/', SUBPATH]) {
  test(`the page at ${path} loads without a violation, an error or another host`, async ({ app }) => {
    const wrong: string[] = [];
    app.page.on('request', (request) => {
      if (!request.url().startsWith(`${ORIGIN}${path}`) && !/^(data|blob):/.test(request.url())) wrong.push(`asked for ${request.url()}`);
    });
    app.page.on('response', (response) => {
      if (response.status() >= 400) wrong.push(`${response.status()} for ${response.url()}`);
    });
    app.page.on('pageerror', (error) => wrong.push(`threw ${error}`));
    app.page.on('console', (message) => {
      if (message.type() === 'error') wrong.push(`said ${message.text()}`);
    });

    await app.open(path);

    await expect(app.page.locator('#loading')).toHaveCount(0);
    expect(wrong).toEqual([]);
  });
}

test('a script that somebody smuggles into the page does not run', async ({ app }) => {
  const ran = await app.page.evaluate(() => {
    const script = document.createElement('script');
    script.textContent = 'window.smuggled = true';
    document.body.append(script);
    return 'smuggled' in window;
  });

  expect(ran).toBe(false);
});
