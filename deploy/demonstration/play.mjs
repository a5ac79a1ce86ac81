// The steps of one order, each taken by the person whose step it is, each told with state, time and name.
import { countDown, until } from './waiting.mjs';
import { padded, timeOf } from './text.mjs';

const minute = 60_000;

export class Play {
  #anybody; #people; #resident; #dispatcher; #volunteer; #orderId; #state = '—'; #assignmentId; #before;

  constructor(anybody, people) {
    this.#anybody = anybody;
    this.#people = people;
  }

  static async begin(anybody, { people }) {
    const play = new Play(anybody, people);
    play.#resident = await play.#signIn(people.find(p => p.role === 'resident'));
    play.#dispatcher = await play.#signIn(people.find(p => p.role === 'dispatcher'));
    return play;
  }

  async order() {
    const { homeSite } = await this.#resident.api.get('/me');
    const menu = await this.#anybody.get(`/sites/${homeSite.id}/service-items`);
    const escort = menu.find(item => item.code === 'escort-to-hospital');
    if (!escort) { throw new Error(`${homeSite.name} does not offer 陪诊.`); }

    const now = Date.now();
    const placed = await this.#resident.api.post('/orders', {
      itemId: escort.id, need: '去市中医院复查，帮忙挂号、取药。', address: '檀溪社区 3 栋 2 单元 402',
      wantedFrom: new Date(now).toISOString(), wantedUntil: new Date(now + 10 * minute).toISOString(),
    });
    this.#orderId = placed.id;
    await this.#tell('点单', this.#resident, `${escort.name}, order ${placed.number}`);
  }

  /** A volunteer who is on another visit is passed over, so the play can be repeated at once and in parallel. */
  async dispatchAndAccept() {
    for (const person of this.#people.filter(p => p.role === 'volunteer')) {
      try {
        await this.#move(this.#dispatcher, { action: 'Dispatch', personIds: [person.personId] });
        await this.#tell('派单', this.#dispatcher, `to ${person.name}`);
        await this.#accept(await this.#signIn(person));
        return;
      } catch (no) {
        if (no.code !== 'volunteer.overlap') { throw no; }
        console.log(`      ${person.name} is on another visit now`);
      }
    }

    throw new Error('Every demonstration volunteer is on a visit now. An unfinished one frees its volunteer after ten minutes.');
  }

  async serve() {
    const start = (await this.#visit(this.#resident)).startCode;
    await this.#move(this.#volunteer, { action: 'CheckIn', assignmentId: this.#assignmentId, code: start });
    await this.#tell('签到', this.#volunteer, 'with the start code the resident read out');
    // Begun minutes do not count, so an honest minute must pass between the two ends of the visit.
    await countDown(60.5, 'the visit lasts one minute');
    const end = (await this.#visit(this.#resident)).endCode;
    await this.#move(this.#volunteer, { action: 'CheckOut', assignmentId: this.#assignmentId, code: end });
    const { record } = await this.#visit(this.#dispatcher);
    await this.#tell('签退', this.#volunteer, `with the end code: ${record.minutes} min, ${record.standing}`);
  }

  async rate() {
    await this.#move(this.#resident, { action: 'Rate', answer: 'Solved', stars: 5, tags: ['Patient', 'OnTime'], words: '一路扶着我，谢谢！' });
    await this.#tell('评单', this.#resident, '解决了 ★★★★★');
  }

  /** Everything the end of the play can be judged by; what did not come in time is absent. */
  async awaitCredit() {
    const mine = this.#volunteer.api;
    await until(30, async () => (await this.#view()).credited);
    const order = await this.#view();
    const { record } = order.assignments.find(a => a.id === this.#assignmentId);
    const line = (await mine.get('/me/passbook/lines')).items.find(l => l.causeId === record.id && l.reason === 'Credit');
    if (order.credited) { console.log(`${this.#line('入账', 'Credited', line?.recordedAt, 'worker')}${record.creditMinutes} min into ${this.#before.number}`); }
    const message = await until(30, async () =>
      (await mine.get('/messages')).items.find(m => m.orderId === this.#orderId && m.kind === 'minutes.credited'));
    return { order, record, line, message, volunteer: this.#volunteer.person, before: this.#before, after: await mine.get('/me/passbook'), names: this.#names() };
  }

  async #accept(volunteer) {
    const before = await volunteer.api.get('/me/passbook');
    const { offers } = await this.#view(volunteer);
    const offer = offers.find(o => o.personId === volunteer.person.personId && o.state === 'Live');
    const taken = await this.#move(volunteer, { action: 'Accept', offerId: offer.id });
    [this.#volunteer, this.#before, this.#assignmentId] = [volunteer, before, taken.madeId];
    await this.#tell('接单', volunteer, volunteer.person.volunteerNumber);
  }

  async #signIn(person) { return { person, api: await this.#anybody.signIn(person) }; }

  #move(who, move) { return who.api.post(`/orders/${this.#orderId}/moves`, move); }

  #view(who = this.#dispatcher) { return who.api.get(`/orders/${this.#orderId}`); }

  async #visit(who) { return (await this.#view(who)).assignments.find(a => a.id === this.#assignmentId); }

  async #tell(step, who, words) {
    const { state, history } = await this.#view();
    console.log(this.#line(step, `${this.#state} → ${state}`, history.at(-1).at, who.person.name) + words);
    this.#state = state;
  }

  #line(step, states, at, name) { return `${step}  ${padded(states, 24)}${at ? timeOf(at) : '--:--:--'}  ${padded(name, 8)}`; }

  #names() { return new Map(this.#people.map(p => [p.personId, p.name])); }
}
