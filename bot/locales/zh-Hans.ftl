### 问报说的每一句话（简体）。报纸的原文不在这里，也从不改动。

## 日期

date = { $year }年{ $month }月{ $day }日
date-weekday = { $year }年{ $month }月{ $day }日 { $weekday ->
    [1] 星期一
    [2] 星期二
    [3] 星期三
    [4] 星期四
    [5] 星期五
    [6] 星期六
   *[7] 星期日
}
date-none = 未印日期

## 开始与帮助

start-hello = 您好，这里是问报。
start-how = 想知道报上说了什么，直接把问题发给我，就像问人一样。
start-honest = 我只用报纸的原话回答，并告诉您出自哪篇报道；报上没有的，我会直说没有。
start-menu = /today 看今天的报纸，/help 看怎么用。
start-try = 不妨先点一个试试：
help-title = 怎么用问报
help-ask = 直接发问题就行，例如：
help-example = 明天天气怎么样？
help-more = 回答下面的“全文”看整篇报道，“更多”看报上别处怎么说。
help-follow = 回复某条回答继续问，会先在那篇报道里找。
help-group = 在群里请用 /ask，或回复我、@我。
help-commands = 还可以点这些：

command-start = 认识问报
command-help = 怎么用
command-today = 今日要览
command-headlines = 全部标题
command-ask = 问一个问题
command-issue = 选哪一天的报纸
command-subscribe = 每天定时收要览
command-unsubscribe = 不再定时收
command-watch = 报上一出现某个词就告诉我
command-watches = 我在留意的词
command-unwatch = 不再留意某个词
command-language = 换语言
command-privacy = 我们存了您什么
command-stats = 最近七天的数字
command-unanswered = 读者问了、报上没有的
command-broadcast = 给所有读者发一句话
command-forget = 删除存下的一切

description = 把问题发给我，我用报纸的原话回答，并注明出自哪篇报道。报上没有的，我会直说没有。
description-short = 问报纸，答原文：每句话都有出处。

## 回答

answer-reading = 按「{ $understood }」查找
answer-related = 相关报道，不一定能回答您的问题：
answer-none = 本期没有报道
answer-none-date = 本期没有报道（{ $date }）
answer-none-how = 换个说法，或说得短一些，也许能找到。
answer-none-chinese = 报纸是中文的，用中文问才找得到。
answer-nearest = 最接近的报道：
answer-place = 第 { $at } 处，共 { $of } 处
answer-question = 问：{ $question }

button-full = 全文
button-more = 更多
button-previous = 上一处
button-today = 今日要览

## 今日要览

today-title = 今日要览
today-stale = 今天的报纸还没到，这是最新的一期。
today-past = 这是往期的报纸，最新一期是{ $date }；要换请发 /issue
today-weather = 天气：{ $weather }
section-title = 【{ $title }】
section-lead = 头条
section-reports = 报道
section-photos = 图片
section-notices = 启事
tap-numbers = 点数字看全文。
tap-both = 点数字看全文；点下面的问题，看报上怎么说。
tap-questions = 点下面的问题，看报上怎么说。
headlines-title = 全部标题
article-unsure = 版面文字的顺序我没有十足把握，请以报纸为准。

## 寒暄

talk-greeting = 您好！想知道报上说了什么，直接问我就行。/today 看今天的报纸。
talk-thanks = 不客气！还想知道什么，随时问我。
talk-self = 我是问报：您问问题，我用报纸的原话回答，并注明出自哪篇报道。/help 看怎么用。

## 说不上话的时候

empty-archive = 现在还没有可看的报纸，请稍后再来。
issue-gone = 该期已下线。发 /today 看最新的一期。
ask-empty = 请把问题写在 /ask 后面，例如：/ask 今天天气怎么样
question-lost = 找不到您原来的问题了，请再发一次。
admins-only = 这会改变大家收到什么，只有这里的管理员能定。想给自己定，请私下和我说。
button-private = 私下和我说
text-only = 我只看得懂文字。请把想问的打成一句话发给我。
command-unknown = 没有这个命令。直接发问题就行，/help 里有全部用法。
press-unknown = 这个按钮已经失效，请再问一次。
trouble = 刚才没弄成，请过一会儿再试一次。（{ $code }）

## 读者的意见

button-useful = 有用
button-unsure = 不确定
button-useless = 没用
verdict-thanks = 记下了，谢谢您！
verdict-gone = 这个问题已经删除了，谢谢您。
button-wrong-line = 报告错行
wrong-line-thanks = 谢谢！编辑会核对这一段的文字。
wrong-line-again = 您已经报告过了，谢谢。
answer-past = 最新一期（{ $date }）没有报道，往期有：
answer-missing = 没有收到{ $date }的报纸，以下出自您正在看的这一期：
answer-missing-only = 没有收到{ $date }的报纸。

## 选哪一天

issue-title = 看哪一天的报纸？
issue-how = 有报纸的日子可以点。也可以直接问“昨天”“上周五”“3月14日”的事。
issue-newest = 总看最新的
issue-chosen = 现在看 { $date } 的报纸。要看最新的，发 /issue 再点“总看最新的”。
issue-chosen-newest = 好，以后总看最新的一期。
month = { $year }年{ $month }月
weekdays = 一 二 三 四 五 六 日

## 语言

language-title = 请选语言。
language-chosen = 好，以后用简体中文和您说话。
language-name = 简体中文
language-converted = 繁体中文（报纸的文字也转成繁体）
converted = 〔报纸原文为简体字，已转换〕
language-follow = 跟随 Telegram

## 定时与留意

subscription-when = 每天几点把今日要览送给您？点一个，或写成 /subscribe 07:30
subscription-set = 好，每天 { $time } 送今日要览；那天的报纸晚到，就一到即送。不想收了发 /unsubscribe
subscription-ended = 好，不再定时送了。想再收，发 /subscribe
subscription-none = 您没有订过定时推送。要订请发 /subscribe 07:30
watch-how = 把想留意的词写在后面，例如：/watch 地铁
watch-long = 词太长了，请不要超过 { $count } 个字。
watch-many = 最多留意 { $count } 个词。发 /watches 去掉一些再加。
watch-set = 记下了。报上一出现“{ $word }”我就告诉您。发 /watches 看全部。
watch-and = ” “
watch-ended = 好，不再留意“{ $word }”。
watch-unknown = 您没有留意过“{ $word }”。发 /watches 看全部。
watch-none = 您还没有留意任何词。要加请发，例如：/watch 地铁
watch-list = 您在留意这些词，点一下就去掉：
watch-found = { $date }的报纸提到“{ $word }”：

## 分享

button-share = 分享
inline-none = 没有找到，点这里直接问我

## 隐私

privacy-text =
    我只存下这些，都只记您的 Telegram 编号：
    · 您的提问和答案的出处，用来改进回答，编辑也会看到大家问了什么：{ $questions } 个月后自动删除。
    · 您点的“有用”“没用”和报告的错行，连同那个提问：{ $judged } 个月后自动删除。
    · 给您送过哪些要览和通知：{ $ledger } 天后自动删除。
    · 您定的语言、日期、推送时间和留意的词，以及最近来的时间：留到您取消或删除。
    不存您的姓名、电话和其他消息，也不给任何别人。
    发 /forget，您的一切立即删除。群里定下的推送和留意的词，把我移出群就没有了。
forgotten = 已全部删除，包括定时推送和留意的词。您随时可以再来问。
forgotten-in-group = 关于您的一切已删除。这个群里定下的推送和留意的词不变。

## 太快了

slow-down = 您发得太快了，我一下看不过来。请等一分钟再问。

## 编辑部

alarm = 出错了：{ $kind }。日志里搜 { $code } 可看详情。
report-title = { $date } 读版报告
report-state = { $state ->
    [published] 已发布
    [withdrawn] 已撤回
   *[pending] 等待发布
}
report-counts = { $articles } 篇报道，{ $notices } 则启事。右边是阅读顺序的把握：
report-repairs = 理顺 { $repaired } 处，存疑 { $unsure } 处，缺字 { $gaps } 处。
report-warnings = 提醒
report-unplaced = 未能归位的文字
button-publish = 发布
button-withdraw = 撤回
issue-published = { $date } 已发布
issue-withdrawn = { $date } 已撤回，旧按钮会说“该期已下线”
issue-decided = { $date } 早已如此，没有改变
issue-left = { $date } 的文件已不在文件夹里，这一期下线了。
deliveries-doubtful = 上次运行中断时，有 { $count } 条推送或群发正在发送，可能没有送达。为免重复，不会再发。
file-refused = 有一个文件没有采用，原来的报纸照常服务：
upload-large = 文件太大了，一期报纸的文字不会超过 5 MB。
upload-refused = 没有采用：{ $reason }。{ $mend }。
upload-taken = 收到 { $date } 的报纸，几秒后送上读版报告。
stats-title = 最近七天
stats-chats = 聊天 { $known } 个，其中停用了机器人的 { $blocked } 个
stats-readers = { $readers } 位读者问了 { $questions } 个问题
stats-answered = 有回答 { $answered } 个（{ $share }%），相关报道 { $related } 个
stats-speed = 用时中位数 { $median } 毫秒，最慢 { $slowest } 毫秒
stats-wrong-lines = 读者报告的错行（第几段、人数）
unanswered-title = 读者问了、报上没有的（最近七天）
unanswered-line = · { $question }（{ $readers } 人）
unanswered-none = 最近七天没有答不上来的问题。
broadcast-how = 把要说的话写在后面，例如：/broadcast 明天的报纸晚一小时。
broadcast-preview = 将发给 { $chats } 个聊天，内容如下：
button-send = 确认发送
button-drop = 取消
broadcast-begun = 开始发送，共 { $chats } 个聊天。
broadcast-dropped = 已取消，没有发送。
