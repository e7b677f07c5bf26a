### 問報說的每一句話（繁體）。報紙的原文不在這裡，也從不改動。

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

## 開始與幫助

start-hello = 您好，這裡是問報。
start-how = 想知道報上說了什麼，直接把問題發給我，就像問人一樣。
start-honest = 我只用報紙的原話回答，並告訴您出自哪篇報道；報上沒有的，我會直說沒有。
start-menu = /today 看今天的報紙，/help 看怎麼用。
start-try = 不妨先點一個試試：
help-title = 怎麼用問報
help-ask = 直接發問題就行，例如：
help-example = 明天天氣怎麼樣？
help-more = 回答下面的「全文」看整篇報道，「更多」看報上別處怎麼說。
help-follow = 回覆某條回答繼續問，會先在那篇報道裡找。
help-group = 在群裡請用 /ask，或回覆我、@我。
help-commands = 還可以點這些：

command-start = 認識問報
command-help = 怎麼用
command-today = 今日要覽
command-headlines = 全部標題
command-ask = 問一個問題
command-issue = 選哪一天的報紙
command-subscribe = 每天定時收要覽
command-unsubscribe = 不再定時收
command-watch = 報上一出現某個詞就告訴我
command-watches = 我在留意的詞
command-unwatch = 不再留意某個詞
command-language = 換語言
command-privacy = 我們存了您什麼
command-stats = 最近七天的數字
command-unanswered = 讀者問了、報上沒有的
command-broadcast = 給所有讀者發一句話
command-forget = 刪除存下的一切

description = 把問題發給我，我用報紙的原話回答，並註明出自哪篇報道。報上沒有的，我會直說沒有。
description-short = 問報紙，答原文：每句話都有出處。

## 回答

answer-reading = 按「{ $understood }」尋找
answer-related = 相關報道，不一定能回答您的問題：
answer-none = 本期沒有報道
answer-none-date = 本期沒有報道（{ $date }）
answer-none-how = 換個說法，或說得短一些，也許能找到。
answer-none-chinese = 報紙是中文的，用中文問才找得到。
answer-nearest = 最接近的報道：
answer-place = 第 { $at } 處，共 { $of } 處
answer-question = 問：{ $question }

button-full = 全文
button-more = 更多
button-previous = 上一處
button-today = 今日要覽

## 今日要覽

today-title = 今日要覽
today-stale = 今天的報紙還沒到，這是最新的一期。
today-past = 這是往期的報紙，最新一期是{ $date }；要換請發 /issue
today-weather = 天氣：{ $weather }
section-title = 【{ $title }】
section-lead = 頭條
section-reports = 報道
section-photos = 圖片
section-notices = 啟事
tap-numbers = 點數字看全文。
tap-both = 點數字看全文；點下面的問題，看報上怎麼說。
tap-questions = 點下面的問題，看報上怎麼說。
headlines-title = 全部標題
article-unsure = 版面文字的順序我沒有十足把握，請以報紙為準。

## 寒暄

talk-greeting = 您好！想知道報上說了什麼，直接問我就行。/today 看今天的報紙。
talk-thanks = 不客氣！還想知道什麼，隨時問我。
talk-self = 我是問報：您問問題，我用報紙的原話回答，並註明出自哪篇報道。/help 看怎麼用。

## 說不上話的時候

empty-archive = 現在還沒有可看的報紙，請稍後再來。
issue-gone = 該期已下線。發 /today 看最新的一期。
ask-empty = 請把問題寫在 /ask 後面，例如：/ask 今天天氣怎麼樣
question-lost = 找不到您原來的問題了，請再發一次。
admins-only = 這會改變大家收到什麼，只有這裡的管理員能定。想給自己定，請私下和我說。
button-private = 私下和我說
text-only = 我只看得懂文字。請把想問的打成一句話發給我。
command-unknown = 沒有這個命令。直接發問題就行，/help 裡有全部用法。
press-unknown = 這個按鈕已經失效，請再問一次。
trouble = 剛才沒弄成，請過一會兒再試一次。（{ $code }）

## 讀者的意見

button-useful = 有用
button-unsure = 不確定
button-useless = 沒用
verdict-thanks = 記下了，謝謝您！
verdict-gone = 這個問題已經刪除了，謝謝您。
button-wrong-line = 報告錯行
wrong-line-thanks = 謝謝！編輯會核對這一段的文字。
wrong-line-again = 您已經報告過了，謝謝。
answer-past = 最新一期（{ $date }）沒有報道，往期有：
answer-missing = 沒有收到{ $date }的報紙，以下出自您正在看的這一期：
answer-missing-only = 沒有收到{ $date }的報紙。

## 選哪一天

issue-title = 看哪一天的報紙？
issue-how = 有報紙的日子可以點。也可以直接問「昨天」「上週五」「3月14日」的事。
issue-newest = 總看最新的
issue-chosen = 現在看 { $date } 的報紙。要看最新的，發 /issue 再點「總看最新的」。
issue-chosen-newest = 好，以後總看最新的一期。
month = { $year }年{ $month }月
weekdays = 一 二 三 四 五 六 日

## 語言

language-title = 請選語言。
language-chosen = 好，以後用繁體中文和您說話。
language-name = 繁體中文
language-converted = 繁體中文（報紙的文字也轉成繁體）
converted = 〔報紙原文為簡體字，已轉換〕
language-follow = 跟隨 Telegram

## 定時與留意

subscription-when = 每天幾點把今日要覽送給您？點一個，或寫成 /subscribe 07:30
subscription-set = 好，每天 { $time } 送今日要覽；那天的報紙晚到，就一到即送。不想收了發 /unsubscribe
subscription-ended = 好，不再定時送了。想再收，發 /subscribe
subscription-none = 您沒有訂過定時推送。要訂請發 /subscribe 07:30
watch-how = 把想留意的詞寫在後面，例如：/watch 地鐵
watch-long = 詞太長了，請不要超過 { $count } 個字。
watch-many = 最多留意 { $count } 個詞。發 /watches 去掉一些再加。
watch-set = 記下了。報上一出現「{ $word }」我就告訴您。發 /watches 看全部。
watch-and = 」 「
watch-ended = 好，不再留意「{ $word }」。
watch-unknown = 您沒有留意過「{ $word }」。發 /watches 看全部。
watch-none = 您還沒有留意任何詞。要加請發，例如：/watch 地鐵
watch-list = 您在留意這些詞，點一下就去掉：
watch-found = { $date }的報紙提到「{ $word }」：

## 分享

button-share = 分享
inline-none = 沒有找到，點這裡直接問我

## 隱私

privacy-text =
    我只存下這些，都只記您的 Telegram 編號：
    · 您的提問和答案的出處，用來改進回答，編輯也會看到大家問了什麼：{ $questions } 個月後自動刪除。
    · 您點的「有用」「沒用」和報告的錯行，連同那個提問：{ $judged } 個月後自動刪除。
    · 給您送過哪些要覽和通知：{ $ledger } 天後自動刪除。
    · 您定的語言、日期、推送時間和留意的詞，以及最近來的時間：留到您取消或刪除。
    不存您的姓名、電話和其他訊息，也不給任何別人。
    發 /forget，您的一切立即刪除。群裡定下的推送和留意的詞，把我移出群就沒有了。
forgotten = 已全部刪除，包括定時推送和留意的詞。您隨時可以再來問。
forgotten-in-group = 關於您的一切已刪除。這個群裡定下的推送和留意的詞不變。

## 太快了

slow-down = 您發得太快了，我一下看不過來。請等一分鐘再問。

## 編輯部

alarm = 出錯了：{ $kind }。記錄檔裡搜 { $code } 可看詳情。
report-title = { $date } 讀版報告
report-state = { $state ->
    [published] 已發佈
    [withdrawn] 已撤回
   *[pending] 等待發佈
}
report-counts = { $articles } 篇報道，{ $notices } 則啟事。右邊是閱讀順序的把握：
report-repairs = 理順 { $repaired } 處，存疑 { $unsure } 處，缺字 { $gaps } 處。
report-warnings = 提醒
report-unplaced = 未能歸位的文字
button-publish = 發佈
button-withdraw = 撤回
issue-published = { $date } 已發佈
issue-withdrawn = { $date } 已撤回，舊按鈕會說「該期已下線」
issue-decided = { $date } 早已如此，沒有改變
issue-left = { $date } 的檔案已不在資料夾裡，這一期下線了。
deliveries-doubtful = 上次執行中斷時，有 { $count } 則推送或群發正在傳送，可能沒有送達。為免重複，不會再發。
file-refused = 有一個檔案沒有採用，原來的報紙照常服務：
upload-large = 檔案太大了，一期報紙的文字不會超過 5 MB。
upload-refused = 沒有採用：{ $reason }。{ $mend }。
upload-taken = 收到 { $date } 的報紙，幾秒後送上讀版報告。
stats-title = 最近七天
stats-chats = 聊天 { $known } 個，其中停用了機器人的 { $blocked } 個
stats-readers = { $readers } 位讀者問了 { $questions } 個問題
stats-answered = 有回答 { $answered } 個（{ $share }%），相關報道 { $related } 個
stats-speed = 用時中位數 { $median } 毫秒，最慢 { $slowest } 毫秒
stats-wrong-lines = 讀者報告的錯行（第幾段、人數）
unanswered-title = 讀者問了、報上沒有的（最近七天）
unanswered-line = · { $question }（{ $readers } 人）
unanswered-none = 最近七天沒有答不上來的問題。
broadcast-how = 把要說的話寫在後面，例如：/broadcast 明天的報紙晚一小時。
broadcast-preview = 將發給 { $chats } 個聊天，內容如下：
button-send = 確認發送
button-drop = 取消
broadcast-begun = 開始發送，共 { $chats } 個聊天。
broadcast-dropped = 已取消，沒有發送。
