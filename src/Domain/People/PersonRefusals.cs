using static TimeBank.RefusalKind;

namespace TimeBank.People;

/// <summary>Every "no" about people and appointments.</summary>
public static class PersonRefusals
{
    public static readonly Refusal NotFound = new("person.not_found", RefusalKind.NotFound, "There is no such person.", "没有找到这个人。");
    public static readonly Refusal Forbidden = new("person.not_yours", RefusalKind.Forbidden, "Your appointment does not allow this for this person or site.", "您的岗位不能为这个人或这个站点办理这件事。");
    public static readonly Refusal NotYourself = new("person.not_yourself", RefusalKind.Forbidden, "Another member of staff must do this for you.", "这件事不能给自己办，请同事办理。");
    public static readonly Refusal PossibleDuplicate = new("person.possible_duplicate", Conflict, "Somebody like this is already known. Compare first; enrol anyway if it is another person.", "可能已经登记过，请先核对；确是另一个人可继续登记。");
    public static readonly Refusal IdNumberTaken = new("person.id_number_taken", Conflict, "This identity number already belongs to another person here. The station can check the documents.", "这个身份证号已登记在另一人名下，请到实践站核对证件。");
    public static readonly Refusal IdNumberInvalid = new("person.id_number_invalid", Invalid, "This is not a valid identity number. Check all 18 characters.", "身份证号不正确，请核对全部 18 位。");
    public static readonly Refusal SearchByOne = new("person.search_by_one", Invalid, "Search by a phone, by a whole name or by a volunteer number, one of them.", "请按电话、姓名或志愿者编号中的一项查找。");
    public static readonly Refusal NoIdNumber = new("person.no_id_number", Conflict, "No identity number is on file for this person.", "这个人没有登记身份证号。");
    public static readonly Refusal Verified = new("person.verified", Conflict, "The real name has been checked against the documents. Ask the station to change it.", "已经实名核验，如需更改请到实践站办理。");
    public static readonly Refusal BadName = new("person.bad_name", Invalid, "A name has 1 to 50 characters, all of them visible.", "姓名应为 1 到 50 个字，不能有看不见的字符。");
    public static readonly Refusal BadAddress = new("person.bad_address", Invalid, "An address has at most 200 characters.", "地址最多 200 个字。");
    public static readonly Refusal BadWord = new("person.bad_word", Invalid, "A skill or field has 1 to 30 characters.", "特长和服务领域应为 1 到 30 个字。");
    public static readonly Refusal BadPhone = new("person.bad_phone", Invalid, "This is not a Chinese phone number.", "电话号码不正确。");
    public static readonly Refusal PhoneOfAccount = new("person.phone_of_account", Conflict, "This phone is how the account signs in. Its owner changes it there.", "这个号码用于登录，请本人在账号里更改。");
    public static readonly Refusal PhoneSignsInAnother = new("person.phone_signs_in_another", Conflict, "This phone signs in another person. Check name and phone.", "这个号码是另一个人的登录号码，请核对姓名和电话。");
    public static readonly Refusal BadBirthDate = new("person.bad_birth_date", Invalid, "The birth date must lie in the past, after 1800.", "出生日期应在 1800 年之后、今天之前。");
    public static readonly Refusal PurposeNeeded = new("id_number_opening.purpose", Invalid, "Say in 2 to 200 characters what the whole number is needed for; it is recorded.", "请用 2 到 200 个字说明查看用途，系统会留下记录。");
    public static readonly Refusal ActivationSecondPerson = new("activation.second_person", RefusalKind.Forbidden, "You changed this person's phone or gave them a code before: a colleague must hand out this one.", "您更改过这个人的电话，或者已经为其发过重设密码的码，请由另一位同事发放。");
    public static readonly Refusal TryAgain = new("activation.try_again", Conflict, "The code could not be made this time. Ask for another one.", "这次没有生成成功，请再试一次。");
    public static readonly Refusal ApartUnknown = new("apart.unknown", RefusalKind.NotFound, "Only somebody you have had an order with can be kept apart from you.", "只能对在订单里遇到过的人这样设置。");
    public static readonly Refusal ApartAlready = new("apart.already", Conflict, "You two are kept apart already.", "已经设置过了，不会再安排你们见面。");
    public static readonly Refusal ApartNotFound = new("apart.not_found", RefusalKind.NotFound, "There is nothing of the kind to lift.", "没有找到这项设置。");
    public static readonly Refusal RelativeYourself = new("relative.yourself", Invalid, "You cannot be your own relative.", "不能把自己登记为亲属。");
    public static readonly Refusal RelativeAlready = new("relative.already", Conflict, "This relative is registered already.", "这位亲属已经登记过了。");
    public static readonly Refusal RelativeUnknown = new("relative.unknown", RefusalKind.NotFound, "Nobody of this name with this phone or volunteer number is known. Check both, or enrol a relative without a phone by name alone.", "没有找到这位亲属，请核对姓名和电话（或志愿者编号）；没有手机的亲属只填姓名就可以登记。");
    public static readonly Refusal TwoHouseholds = new("relative.two_households", Conflict, "You both live with other people on record. Register the relative without \"same household\"; that you are family is known all the same.", "你们各自都登记有同住的家人，请不要勾选“同住”；亲属关系照样有效。");
    public static readonly Refusal HouseholdTheirs = new("relative.household_theirs", Conflict, "They sign in themselves: register them as a relative without the same household.", "对方有自己的账号，请只登记亲属关系，不要勾选同住。");
    public static readonly Refusal TooManyRelatives = new("relative.too_many", Conflict, "Twenty relatives are the most; ask the station if you need more.", "最多登记二十位亲属，如有需要请联系实践站。");
    public static readonly Refusal RelativeOrderOpen = new("relative.order_open", Conflict, "An order for this relative is still open. Wait until it is closed.", "为这位亲属点的单还没有结束，请结束后再解除。");
    public static readonly Refusal QualificationNamed = new("qualification.named", Invalid, "A qualification needs a name of at most 60 characters, and must not have expired.", "请填写资质名称（不超过 60 个字），且资质不能已过期。");
    public static readonly Refusal AppointmentNotFound = new("appointment.not_found", RefusalKind.NotFound, "There is no such appointment.", "没有找到这个岗位。");
    public static readonly Refusal AppointmentForbidden = new("appointment.not_yours", RefusalKind.Forbidden, "An administrator appoints anybody; a manager appoints dispatchers and supervisors; nobody appoints themselves.", "管理员可以任命各类岗位，审核人可以任命派单员和督查员，任何人不能任命自己。");
    public static readonly Refusal AppointedAlready = new("appointment.already", Conflict, "This person already holds this appointment here.", "这个人在这里已经有这个岗位了。");
    public static readonly Refusal AppointmentEnded = new("appointment.ended", Conflict, "This appointment has ended already.", "这个岗位已经结束了。");
    public static readonly Refusal AppointmentUntil = new("appointment.until", Invalid, "The day on which it ends must lie ahead.", "到期日应在今天之后。");
    public static readonly Refusal LastAdministrator = new("appointment.last_administrator", Conflict, "This is the last administrator of the whole tree. Appoint another one first.", "这是最后一位管理员，请先任命另一位。");
    public static readonly Refusal VisitOpen = new("person.visit_open", Conflict, "A visit or order is still open. It must be finished or handed back first.", "还有没结束的服务或订单，请先完成或退回。");
    public static readonly Refusal FreeHours = new("volunteer.free_hours", Invalid, "Each span lies within one day, Monday 1 to Sunday 7, from before until, and no two of a day overlap.", "每段空闲时间应在同一天内、先后正确，同一天的各段不能重叠。");
    public static readonly Refusal HomeSiteRecent = new("person.home_site_recent", Conflict, "The home site was changed less than 30 days ago. If you have moved again, ask the station.", "所属站点 30 天内已更改过，如再次搬家请联系实践站办理。");
    public static readonly Refusal HomeSite = new("person.home_site", Invalid, "Choose a site that exists.", "请选择一个现有的站点。");
}
