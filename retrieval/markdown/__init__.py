r"""A mended issue: the plain Markdown form that an editor can put right by hand.

The form, which is what `write_markdown` writes and `read_markdown` reads::

    # [报头]

    嘉兴市新闻传媒中心 中共平湖市委 联办\
    2024年3月14日 ◆ 星期四\
    农历甲辰年二月初五

    # 全市领导干部会议召开

    ## 传达学习全国两会精神

    *■记者 荣怡婷*

    本报讯 昨天上午,全市领导干部会议召开……

    ### 部署全年工作

    会议要求……

    # [图片]

    *■摄影 王强 夏晓蕾*

    昨天,在当湖街道的入伍新兵欢送仪式上……

    # [天气]

    今天阴转多云。

- ``#`` begins an article and gives its headline (a lone ``#`` where it has none), ``##`` is a
  subhead, ``###`` a heading between paragraphs (小标题), a line in ``*…*`` the byline, every other
  block of lines between blank lines a paragraph.
- ``# [图片]`` begins a captioned photograph, a headline may follow on the line. ``# [天气]``,
  ``# [广告]``, ``# [版权声明]``, ``# [栏题]`` and ``# [启事]`` begin a notice, ``# [报头]`` the
  masthead, ``# [未归位]`` what fitted nowhere.
- Date, weekday, lunar date and publishers are read from the masthead's text, names from the byline.
  Where that goes wrong, list items right below say it: ``- 日期:2024-03-14``, ``- 星期:星期四``,
  ``- 农历:…``, ``- 主办:…``; ``- 记者:…``, ``- 通讯员:…``, ``- 摄影:…``; one item a name, an empty
  one for nobody. ``- 栏题:…`` under an article is the title of the section that it stands in.
- ``……〔此处版面缺字〕`` and ``……〔下文转版〕`` in a paragraph are marks, as everywhere.
- Lines of a block go on in each other; a backslash at a line's end keeps the line break. A
  backslash before a character makes it plain: ``\*``, ``\#``, ``\〔``. ``&#N;`` is a character by
  its number.
- ``<!-- … -->`` on lines of its own is a comment, passed over in reading: the writer notes there
  what the reader of the page changed or was unsure of.

Read back, an issue equals the one written in all that a reader sees. Warnings are worked out anew;
repairs, removed characters and confidence are about the page text and not kept.
"""

from retrieval.markdown.reading import read_markdown
from retrieval.markdown.writing import write_markdown

__all__ = ["read_markdown", "write_markdown"]
