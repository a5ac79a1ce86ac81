// The public HTTP API as one person sees it. A "no" is thrown with the API's own code and words.
import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';

export class Refused extends Error {
  constructor(asked, status, problem) {
    super(`${asked} was answered ${status}` + (problem ? ` ${problem.code}: ${problem.words.en} ${problem.words.zh}` : ''));
    this.code = problem?.code;
    this.facts = problem;
  }
}

export class Unreachable extends Error {}

export class Api {
  #address;
  #token;

  constructor(address, token) {
    this.#address = address.replace(/\/+$/, '');
    this.#token = token;
  }

  async signIn({ phone, password }) {
    const session = await this.post('/sessions', { phone, password });
    return new Api(this.#address, session.accessToken);
  }

  get(path) { return this.#ask('GET', path); }

  // The key makes a repeated question the same question: asked again, it is answered as before and done once.
  post(path, body, key = randomUUID()) { return this.#ask('POST', path, body, { 'Idempotency-Key': key }); }

  patch(path, body) { return this.#ask('PATCH', path, body); }

  async #ask(method, path, body, headers = {}) {
    const asked = `${method} ${path}`;
    for (let triesLeft = 2; ; triesLeft--) {
      const response = await this.#send(asked, `${this.#address}/api/v1${path}`, { method, headers: this.#headers(body, headers), body: JSON.stringify(body) });
      const answer = /json/.test(response.headers.get('content-type')) ? await response.json() : undefined;
      if (response.ok) { return answer; }
      if (response.status !== 429 || triesLeft === 0) { throw new Refused(asked, response.status, answer?.code ? answer : undefined); }
      const seconds = Math.min(60, Number(response.headers.get('retry-after')) || 1);
      console.error(`  the server asks to wait ${seconds} s`);
      await pause(seconds * 1000);
    }
  }

  async #send(asked, url, request) {
    try {
      return await fetch(url, { ...request, signal: AbortSignal.timeout(30_000) });
    } catch (broken) {
      throw new Unreachable(`${asked}: no answer from ${this.#address} (${broken.cause?.message || broken.message})`, { cause: broken });
    }
  }

  #headers(body, more) {
    return {
      Accept: 'application/json',
      ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
      ...(this.#token ? { Authorization: `Bearer ${this.#token}` } : {}),
      ...more,
    };
  }
}
