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
help-example = 农污治理的覆盖率是多少？
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
command-forget = 删除存下的一切

description = 把问题发给我，我用报纸的原话回答，并注明出自哪篇报道。报上没有的，我会直说没有。
description-short = 问报纸，答原文：每句话都有出处。

## 回答

answer-reading = 按「{ $understood }」查找
answer-related = 相关报道，不一定能回答您的问题：
answer-none = 本期没有报道
answer-none-date = 本期没有报道（{ $date }）
answer-none-how = 换个说法，或说得短一些，也许能找到。
answer-nearest = 最接近的报道，点数字看全文：
answer-suggestions = 也可以这样问：
answer-place = 第 { $at } 处，共 { $of } 处
answer-question = 问：{ $question }

button-full = 全文
button-more = 更多
button-previous = 上一处
button-today = 今日要览
button-headlines = 全部标题

## 今日要览

today-title = 今日要览
today-stale = 今天的报纸还没到，这是最新的一期。
today-weather = 天气：{ $weather }
today-photo = 图片新闻
today-lead = 头条
today-open = 点数字看全文：
headlines-title = 全部标题
article-unsure = 版面文字的顺序我没有十足把握，请以报纸为准。

## 说不上话的时候

empty-archive = 现在还没有可看的报纸，请稍后再来。
issue-gone = 该期已下线
ask-empty = 请把问题写在 /ask 后面，例如：/ask 今天天气怎么样
question-lost = 找不到您原来的问题了，请再发一次。
text-only = 我只看得懂文字。请把想问的打成一句话发给我。
command-unknown = 没有这个命令。直接发问题就行，/help 里有全部用法。
press-unknown = 这个按钮已经失效，请再问一次。
trouble = 刚才没弄成，请过一会儿再试一次。（{ $code }）
