### What Wenbao says, in English. The paper's own words are not here and are never changed.

## Dates

month-name = { $month ->
    [1] January
    [2] February
    [3] March
    [4] April
    [5] May
    [6] June
    [7] July
    [8] August
    [9] September
    [10] October
    [11] November
   *[12] December
}
date = { $day } { month-name } { $year }
date-weekday = { $weekday ->
    [1] Monday
    [2] Tuesday
    [3] Wednesday
    [4] Thursday
    [5] Friday
    [6] Saturday
   *[7] Sunday
}, { $day } { month-name } { $year }
date-none = no date printed

## Start and help

start-hello = Hello, this is Wenbao.
start-how = To find out what the paper says, just send me your question in Chinese, as you would ask a person.
start-honest = I answer only in the paper's own words and tell you which report they come from. What the paper does not report, I say so.
start-menu = /today shows today's paper, /help how to ask.
start-try = Try one of these:
help-title = How to use Wenbao
help-ask = Just send your question, for example:
help-example = 明天天气怎么样？
help-more = Under an answer, “Full text” opens the whole report and “More” shows what else the paper says.
help-follow = Reply to an answer to go on asking about that report.
help-group = In groups, use /ask, reply to me or mention me.
help-commands = You can also tap these:

command-start = Meet Wenbao
command-help = How to ask
command-today = Today at a glance
command-headlines = All headlines
command-ask = Ask a question
command-issue = Choose the day of the paper
command-subscribe = Get the front page every day
command-unsubscribe = Stop the daily front page
command-watch = Tell me when the paper mentions a word
command-watches = The words I watch for
command-unwatch = Stop watching for a word
command-language = Change the language
command-privacy = What is kept about you
command-stats = The past seven days in figures
command-unanswered = What readers asked and the paper did not report
command-broadcast = Say something to every reader
command-forget = Delete everything kept about you

description = Send me a question and I answer in the newspaper's own words, with the report they come from. What it does not report, I say so.
description-short = Ask the newspaper: every word with its source.

## Answers

answer-reading = Searched for “{ $understood }”
answer-related = Related reporting, which may not answer your question:
answer-none = This issue does not report it
answer-none-date = This issue does not report it ({ $date })
answer-none-how = Other or fewer words may find it.
answer-none-chinese = The paper is in Chinese; only questions in Chinese can find what it says.
answer-nearest = The nearest reports:
answer-place = Place { $at } of { $of }
answer-question = Question: { $question }
answer-past = The newest issue ({ $date }) does not report it, an earlier one does:
answer-missing = There is no issue of { $date }; this is from the issue you are reading:
answer-missing-only = There is no paper of { $date }.

button-full = Full text
button-more = More
button-previous = Back
button-today = Today at a glance

## Today

today-title = Today at a glance
today-stale = Today's paper is not here yet; this is the newest issue.
today-past = This is a past issue; the newest is of { $date }. To change, send /issue
today-weather = Weather: { $weather }
section-title = [{ $title }]
section-lead = Lead story
section-reports = Reports
section-photos = Photos
section-notices = Notices
tap-numbers = Tap a number for the full text.
tap-both = Tap a number for the full text, or a question below for what the paper says.
tap-questions = Tap a question below for what the paper says.
headlines-title = All headlines
article-unsure = I am not certain of the order of the lines here; please rely on the printed page.

## Small talk

talk-greeting = Hello! To find out what the paper says, just ask me. /today shows today's paper.
talk-thanks = You are welcome! Ask me whenever you like.
talk-self = I am Wenbao: you ask, and I answer in the newspaper's own words, with the report they come from. /help tells how.

## When nothing can be said

empty-archive = There is no paper to read right now. Please come back later.
issue-gone = This issue is no longer available. Send /today for the newest.
ask-empty = Please write your question after /ask, for example: /ask 今天天气怎么样
question-lost = I can no longer find your question. Please send it again.
admins-only = This changes what everybody here gets, so only the admins here can decide it. To have it for yourself, write to me in private.
button-private = Write to me in private
text-only = I can only read text. Please type your question as a sentence.
command-unknown = There is no such command. Just send your question; /help tells more.
press-unknown = This button no longer works. Please ask again.
trouble = That did not work just now. Please try again in a while. ({ $code })

## Readers' opinions

button-useful = Useful
button-unsure = Not sure
button-useless = Useless
verdict-thanks = Noted, thank you!
verdict-gone = This question has been deleted. Thank you.
button-wrong-line = Lines mixed up
wrong-line-thanks = Thank you! The editors will check this passage.
wrong-line-again = You have reported this already. Thank you.

## Which day

issue-title = Which day's paper?
issue-how = Days with a paper can be tapped. You can also just ask about 昨天, 上周五 or 3月14日.
issue-newest = Always the newest
issue-chosen = You are now reading the paper of { $date }. For the newest, send /issue and tap “Always the newest”.
issue-chosen-newest = From now on you read the newest issue.
month = { $month }/{ $year }
weekdays = Mo Tu We Th Fr Sa Su

## Language

language-title = Please choose a language.
language-chosen = From now on I speak English to you.
language-name = English
language-converted = Traditional Chinese (the paper's words as well)
converted = [Converted from the paper's simplified characters]
language-follow = As in Telegram

## Daily push and watched words

subscription-when = When shall the front page come each day? Tap a time, or send /subscribe 07:30
subscription-set = The front page will come each day at { $time }, or as soon as that day's paper is here. To stop, send /unsubscribe
subscription-ended = It will not come any more. To have it again, send /subscribe
subscription-none = You had not subscribed. To do so, send /subscribe 07:30
watch-how = Write the word to watch for after the command, for example: /watch 地铁
watch-long = That is too long. Please use { $count } characters at most.
watch-many = You can watch for { $count } words. Send /watches to remove some first.
watch-set = Noted. I tell you when the paper mentions “{ $word }”. Send /watches to see all.
watch-and = ” “
watch-ended = No longer watching for “{ $word }”.
watch-unknown = You were not watching for “{ $word }”. Send /watches to see all.
watch-none = You are not watching for any word. To add one, send for example: /watch 地铁
watch-list = You are watching for these words; tap one to remove it:
watch-found = The paper of { $date } mentions “{ $word }”:

## Sharing

button-share = Share
inline-none = Nothing found; tap to ask me

## Privacy

privacy-text =
    This is all I keep, under your Telegram number only:
    · Your questions and where the answers stood, to improve answers; the editors see what people ask. Deleted after { $questions } months.
    · What you thought of answers and the lines you reported, with the question. Deleted after { $judged } months.
    · Which front pages and notices you were sent. Deleted after { $ledger } days.
    · The language, day, time and watched words you chose, and when you last wrote. Kept until you cancel or delete them.
    Your name, your phone number and other messages are not kept, and nothing is given to anybody.
    Send /forget and all of yours is deleted at once. A group's daily push and watched words go when I am removed from it.
forgotten = Everything is deleted, your daily push and watched words too. You are welcome to ask again any time.
forgotten-in-group = Everything kept about you is deleted. This group's daily push and watched words stay.

## Too fast

slow-down = That is too fast for me. Please wait a minute and ask again.

## Newsroom

alarm = Something went wrong: { $kind }. Search the log for { $code }.
report-title = Reading report for { $date }
report-state = { $state ->
    [published] Published
    [withdrawn] Withdrawn
   *[pending] Waiting to be published
}
report-counts = { $articles } articles, { $notices } notices. On the right, how sure the reading order is:
report-repairs = { $repaired } places repaired, { $unsure } unsure, { $gaps } gaps.
report-warnings = Warnings
report-unplaced = Text without a place
button-publish = Publish
button-withdraw = Withdraw
issue-published = { $date } is published
issue-withdrawn = { $date } is withdrawn; old buttons will say so
issue-decided = { $date } was so already; nothing has changed
issue-left = The file of { $date } has left the folder; the issue is no longer available.
deliveries-doubtful =
    { $count ->
        [one] When the bot was last cut off, one message of a push or broadcast was under way and may not have arrived. It is not sent again, so that nobody reads it twice.
       *[other] When the bot was last cut off, { $count } messages of a push or broadcast were under way and may not have arrived. They are not sent again, so that nobody reads them twice.
    }
file-refused = A file was not taken; the papers before it go on serving:
upload-large = This file is too large. The text of an issue is never more than 5 MB.
upload-refused = Not taken: { $reason }. { $mend }.
upload-taken = The paper of { $date } has come in; its reading report follows in a few seconds.
stats-title = The past seven days
stats-chats = { $known } chats, { $blocked } of which blocked the bot
stats-readers = { $readers } readers asked { $questions } questions
stats-answered = { $answered } answered ({ $share } %), { $related } with related reporting
stats-speed = Median { $median } ms, slowest { $slowest } ms
stats-wrong-lines = Lines that readers found mixed up (part, readers)
unanswered-title = What readers asked and the paper did not report (past seven days)
unanswered-line = · { $question } ({ $readers })
unanswered-none = Every question of the past seven days was answered.
broadcast-how = Write the message after the command, for example: /broadcast The paper will be an hour late tomorrow.
broadcast-preview = To be sent to { $chats } chats:
button-send = Send it
button-drop = Cancel
broadcast-begun = Sending to { $chats } chats.
broadcast-dropped = Cancelled; nothing was sent.
